import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogEvents, type CatalogStep } from './catalog.js';
import { readCatalog, type CatalogFiles } from './catalog/files.js';

const DIR = 'catalog';
const today = '2026-11-20';

describe('the catalogue', () => {
  let steps: readonly CatalogStep[];
  let files: CatalogFiles;
  const events = (step: CatalogStep['name']) => steps.find(({ name }) => name === step)!.entries.flatMap((entry) => entry.events);
  const data = <Shape>(type: string) =>
    steps.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.events.filter((event) => event.type === type).map((event) => event.data as Shape)),
    );

  beforeAll(async () => {
    steps = await catalogEvents(DIR, { today });
    files = await readCatalog(DIR);
  });

  it('holds every commitment of the five directives', () => {
    const counts = files.directives.map(({ value }) => [
      value.id,
      ...['quantified', 'dated', 'qualitative'].map((strength) => value.targets.filter((target) => target.strength === strength).length),
    ]);
    expect(counts).toEqual([
      ['bg-2022-01', 10, 7, 13],
      ['ls-2022-03', 2, 7, 4],
      ['tn-2022-04', 1, 1, 1],
      ['tn-2023-07', 3, 0, 8],
      ['tq-2021-08', 1, 1, 15],
    ]);
  });

  it('turns into one event per fact', () => {
    const counts = Object.fromEntries(steps.map(({ name }) => [name, events(name).length]));
    expect(counts).toEqual({
      localities: 1659,
      successions: 1335,
      indicators: 68 + 2,
      directives: 5,
      targets: 74 + 1 + 5,
      measurements: 14,
    });
    expect(steps.flatMap(({ entries }) => entries).filter((entry) => entry.events.length === 0)).toEqual([]);
  });

  it('gives each event an id of its own, the same each time', async () => {
    const ids = steps.flatMap(({ entries }) => entries.flatMap((entry) => entry.events.map(({ id }) => id)));
    expect(new Set(ids).size).toBe(ids.length);
    expect(await catalogEvents(DIR, { today: '2027-01-01' })).toEqual(steps);
  });

  it('defines no indicator that no target uses', () => {
    const used = new Set(files.directives.flatMap(({ value }) => value.targets.map(({ indicatorId }) => indicatorId)));
    expect(files.indicators.map(({ value }) => value.id).filter((id) => !used.has(id))).toEqual([]);
  });

  it('gives the disbursement indicators the course of the year that the country has, with its source', () => {
    const set = data<{ indicatorId: string; profileId: string; shares: { month: number; share: string }[]; source: { name: string } }>(
      'SeasonalProfileSet',
    );
    expect(set.map(({ indicatorId, profileId }) => [indicatorId, profileId])).toEqual([
      ['disbursement-of-annual-plan', 'state-investment'],
      ['disbursement-of-assigned-plan', 'state-investment'],
    ]);
    expect(set[0]!.shares).toHaveLength(12);
    expect(set[0]!.source.name).toMatch(/^Cục Thống kê/);
  });

  it('begins the id of each target with that of its directive', () => {
    const strangers = files.directives.flatMap(({ value }) => value.targets.filter(({ id }) => !id.startsWith(`${value.id}-`)));
    expect(strangers).toEqual([]);
  });

  it('allocates the relocation of 84 households to five districts, with a figure for each', () => {
    const [whole] = data<{ targetId: string; allocations: { localityId: string; quantity: string }[] }>('TargetAllocated');
    expect(whole!.targetId).toBe('tq-2021-08-relocation');
    expect(whole!.allocations.map(({ localityId, quantity }) => [localityId, quantity])).toEqual([
      ['vn-071@base', '16'],
      ['vn-072@base', '44'],
      ['vn-073@base', '10'],
      ['vn-074@base', '6'],
      ['vn-075@base', '8'],
    ]);
    const figures = data<{ indicatorId: string; localityId: string; figure: object }>('MeasurementRecorded');
    expect(
      figures
        .filter(({ indicatorId }) => indicatorId === 'household-relocation')
        .map(({ localityId, figure }) => [localityId, ...Object.values(figure)]),
    ).toEqual([
      ['vn-08@base', 'ratio', '37', '84'],
      ['vn-071@base', 'ratio', '13', '16'],
      ['vn-072@base', 'ratio', '4', '44'],
      ['vn-073@base', 'ratio', '10', '10'],
      ['vn-074@base', 'ratio', '2', '6'],
      ['vn-075@base', 'ratio', '8', '8'],
    ]);
  });

  it('keeps two milestones of one target together', () => {
    const set = data<{ targetId: string; milestones: object[] }>('TargetSet').find(
      ({ targetId }) => targetId === 'tq-2021-08-disbursement',
    );
    expect(set!.milestones).toMatchObject([
      { due: '2021-09-30', comparator: '>', value: '60' },
      { due: '2021-12-31', comparator: '>=', value: '98' },
    ]);
  });

  it('leads the disbursement along its season, and every printed milestone stands', () => {
    const sets = data<{ targetId: string; trajectory: { kind: string; shares?: object[] } }>('TargetSet');
    const seasonal = sets.filter(({ trajectory }) => trajectory.kind === 'profile');
    expect(seasonal.map(({ targetId }) => targetId).sort()).toEqual(['tn-2023-07-disbursement', 'tq-2021-08-disbursement']);
    expect(seasonal[0]!.trajectory).toMatchObject({
      profileId: 'state-investment',
      shares: expect.arrayContaining([{ month: 12, share: '1' }]),
    });
  });

  it('owes one more of a recurring duty by each of its dates', () => {
    const set = data<{ targetId: string; milestones: object[] }>('TargetSet').find(
      ({ targetId }) => targetId === 'bg-2022-01-fulfilment-reports',
    );
    expect(set!.milestones).toEqual(
      ['2022-03-15', '2022-06-15', '2022-09-15', '2022-12-15'].map((due, index) => ({
        ...{ due, dueOp: '<', dueSource: 'printed' },
        ...{ comparator: '>=', value: `${index + 1}`, upper: null },
      })),
    );
  });

  it('lets every due date lie in the year of its plan', () => {
    const due = files.directives.flatMap(({ value }) =>
      value.targets.flatMap(({ milestones, recurring }) =>
        [...(milestones ?? []).map((one) => one.due), ...(recurring?.each ?? [])].map((date) => [date.slice(0, 4), `${value.planYear}`]),
      ),
    );
    expect(due.filter(([year, plan]) => year !== plan)).toEqual([]);
  });

  it('has the provinces of every period beneath the country, and successors for those that ended', () => {
    const units = data<{ localityId: string; level: string; parentId: string; validFrom: string | null }>('LocalityRegistered');
    const ends = new Map(
      ['LocalityMerged', 'LocalityRenamed', 'LocalitySplit', 'LocalityAbolished'].flatMap((type) =>
        data<{ localityId: string; effectiveOn: string }>(type).map((end) => [end.localityId, end.effectiveOn] as const),
      ),
    );
    const provinces = units.filter(({ level }) => level === 'province');
    expect(new Set(provinces.map(({ parentId }) => parentId))).toEqual(new Set(['vn']));
    const on = (date: string) =>
      provinces.filter(({ localityId, validFrom }) => (validFrom ?? '') <= date && (ends.get(localityId) ?? '9') > date).length;
    expect([on('2025-06-30'), on('2025-07-01'), on('2026-09-20')]).toEqual([63, 34, 34]);
  });
});

describe('a catalogue with a mistake is refused with file, row, field and what was expected', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'catalog-'));
    await cp(DIR, dir, { recursive: true });
  });
  afterEach(() => rm(dir, { recursive: true }));

  it.each([
    ['indicators.csv', ',count,xã,', ',number,xã,', /indicators\.csv: line \d+: "shape": expected .*"count"/],
    ['indicators.csv', 'name_en', 'english', /indicators\.csv: line 2: "name_en": expected/],
    ['indicators.csv', 'xã,increasing,sum', 'xã,increasing,ratio', /indicators\.csv: line \d+: refused: roll_up_does_not_fit/],
    ['localities/localities.csv', 'vn-02@base,', 'VN-02,', /localities\.csv: line \d+: "id": expected a locality id/],
    ['localities/localities.csv', 'vn-071@base,071,', 'vn-072@base,072,', /localities\.csv: line \d+: "id": .*second time/],
    ['localities/localities.csv', ',2025-06-30,\n', ',,\n', /localities\.csv: line \d+: "valid_to": expected 2025-06-30/],
    [
      'localities/successions.csv',
      ',vn-08@2025,2025-07-01,',
      ',vn-99@2025,2025-07-01,',
      /successions\.csv: line \d+: refused: locality_unknown.*vn-99@2025/,
    ],
    [
      'localities/successions.csv',
      ',2025-07-01,merge',
      ',2025-02-30,merge',
      /successions\.csv: line \d+: "effective_on": expected an existing date/,
    ],
    ['localities/successions.csv', ',vn-08@2025,', ',,', /successions\.csv: line \d+: "to_id": a successor is expected/],
    ['localities/parents.csv', ',vn-08@2025,2025-07-01,', ',vn-08@2025,,', /parents\.csv: line \d+: "valid_from": a date is expected/],
    ['profiles/state-investment.json', '"share": "0.044"', '"share": 0.044', /state-investment\.json: "shares\.0\.share": expected/],
    ['profiles/state-investment.json', '"0.085"', '"0.02"', /state-investment\.json: refused: profile_shares_fall/],
    ['profiles/state-investment.json', 'disbursement-of-annual-plan', 'nothing', /state-investment\.json: refused: indicator_unknown/],
    ['directives/tq-2021-08.json', '"value": "60"', '"value": 60', /tq-2021-08\.json: "targets\.0\.milestones\.0\.value": expected/],
    [
      'directives/tq-2021-08.json',
      '"value": "60"',
      '"value": "99"',
      /tq-2021-08\.json: tq-2021-08-disbursement: refused: milestones_out_of_order/,
    ],
    ['directives/tq-2021-08.json', '"quantity": "44"', '"quantity": "45"', /tq-2021-08-relocation: refused: allocation_mismatch/],
    [
      'directives/tq-2021-08.json',
      '"percent": "55.1"',
      '"percent": "55,1"',
      /tq-2021-08\.json: "measurements\.0\.figure\.percent": expected a decimal/,
    ],
    ['directives/tq-2021-08.json', '"note":', '"remark":', /tq-2021-08\.json: "targets\.0/],
    ['directives/tn-2022-04.json', '"planYear": 2022,', '', /tn-2022-04\.json: "planYear": expected/],
    ['directives/tn-2022-04.json', '{', '', /tn-2022-04\.json: .*JSON/],
  ])('%s: %s → %s', async (file, from, to, message) => {
    const text = await readFile(join(dir, file), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(dir, file), text.replace(from, to));
    await expect(catalogEvents(dir, { today })).rejects.toThrow(message);
  });

  it('needs no profiles where no target follows one', async () => {
    await rm(join(dir, 'profiles'), { recursive: true });
    await expect(catalogEvents(dir, { today })).rejects.toThrow(/tn-2023-07\.json: tn-2023-07-disbursement: refused: profile_unknown/);
    for (const name of ['tn-2023-07', 'tq-2021-08']) {
      const path = join(dir, 'directives', `${name}.json`);
      await writeFile(path, (await readFile(path, 'utf8')).replace(/"profile": ".*",/, ''));
    }
    const steps = await catalogEvents(dir, { today });
    expect(steps.find(({ name }) => name === 'indicators')!.entries).toHaveLength(68);
  });

  it('names a file that is not there', async () => {
    await rm(join(dir, 'indicators.csv'));
    await expect(catalogEvents(dir, { today })).rejects.toThrow(/indicators\.csv: cannot be read \(ENOENT\)/);
  });
});
