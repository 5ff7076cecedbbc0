import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore, NewEvent } from '../../libs/event-store/event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { catalogEvents, loadCatalog, type CatalogProgress } from './catalog.js';
import { writeSteps } from './catalog/load.js';

const DIR = 'catalog';
const EVENTS = 1659 + 1335 + 68 + 2 + 5 + 80 + 14;
const options = { today: '2026-11-20' };
/** The localities of the whole country, which are kept beside the repository on some machines only. */
const COUNTRY = join(process.cwd(), '..', 'shared', 'data', 'localities');
const withCountry = existsSync(COUNTRY) ? it : it.skip;

describe('loading the catalogue into PostgreSQL', () => {
  let database: TestDatabase;
  let store: EventStore;

  beforeEach(async () => {
    database = await freshDatabase();
    store = await openPostgresEventStore({ url: database.url });
  });
  afterEach(async () => {
    await store.close();
    await database.drop();
  });

  it('writes every fact once, and a second time nothing', async () => {
    const progress: CatalogProgress[] = [];
    const first = await loadCatalog(store, DIR, options, (one) => progress.push(one));
    expect(first).toMatchObject({ written: EVENTS, present: 0, kept: [] });
    expect(first.writtenBy).toEqual({ localities: 1659, successions: 1335, indicators: 70, directives: 5, targets: 80, measurements: 14 });
    expect(progress.map(({ step }) => step)).toEqual(['localities', 'successions', 'indicators', 'directives', 'targets', 'measurements']);
    expect(progress.every(({ done, total }) => done === total)).toBe(true);
    const head = await store.head();
    expect(await loadCatalog(store, DIR, options)).toMatchObject({ written: 0, present: EVENTS, kept: [] });
    expect(await store.head()).toBe(head);
  });

  it('says who loaded it and why, in every event', async () => {
    await loadCatalog(store, DIR, options);
    const [set] = (await store.readStream('target-tq-2021-08-relocation')).events;
    expect(set).toMatchObject({
      type: 'TargetSet',
      data: { quantity: '84', provenance: { directiveId: 'tq-2021-08', clause: 'mục 3.3, gạch 1' } },
      metadata: { schemaVersion: 3, actor: { id: 'catalogue', name: 'Danh mục', role: 'admin', locality: 'vn' } },
    });
  });

  it('adds the profiles to indicators that an earlier catalogue without them has defined', async () => {
    const steps = await catalogEvents(DIR, options);
    const older = steps.map(({ name, entries }) => ({
      name,
      entries: entries.map(({ stream, events }) => ({ stream, events: events.filter(isNoProfile) })),
    }));
    expect(await writeSteps(store, older)).toMatchObject({ written: EVENTS - 2, kept: [] });
    expect(await loadCatalog(store, DIR, options)).toMatchObject({ written: 2, present: EVENTS - 2, kept: [] });
    const { events } = await store.readStream('indicator-disbursement-of-assigned-plan');
    expect(events.map(({ type }) => type)).toEqual(['IndicatorDefined', 'SeasonalProfileSet']);
  });

  it('goes on after a load that broke off', async () => {
    const steps = await catalogEvents(DIR, options);
    await writeSteps(store, [steps[0]!, { ...steps[1]!, entries: steps[1]!.entries.slice(0, 500) }]);
    expect(await loadCatalog(store, DIR, options)).toMatchObject({ written: EVENTS - 1659 - 500, present: 1659 + 500, kept: [] });
  });

  it('writes every fact once when two load at once', async () => {
    await Promise.all([loadCatalog(store, DIR, options), loadCatalog(store, DIR, options)]);
    expect(await store.head()).toBe(String(EVENTS));
  });

  it('leaves a stream alone in which somebody else wrote, and says so', async () => {
    const stranger: NewEvent = {
      id: 'b0b9f9a4-6b0a-4b6e-8d0e-0a4f7f1d2c3b',
      type: 'IndicatorDefined',
      data: { indicatorId: 'pci-score' },
      metadata: {},
    };
    await store.append('indicator-pci-score', 'no_stream', [stranger]);
    expect(await loadCatalog(store, DIR, options)).toMatchObject({ written: EVENTS - 1, kept: ['indicator-pci-score'] });
    expect((await store.readStream('indicator-pci-score')).events.map(({ id }) => id)).toEqual([stranger.id]);
  });

  it('leaves a target that was revised since as it is, without a word', async () => {
    await loadCatalog(store, DIR, options);
    const revised: NewEvent = { id: 'c0b9f9a4-6b0a-4b6e-8d0e-0a4f7f1d2c3b', type: 'TargetRevised', data: {}, metadata: {} };
    await store.append('target-tq-2021-08-disbursement', 0, [revised]);
    expect(await loadCatalog(store, DIR, options)).toMatchObject({ written: 0, present: EVENTS, kept: [] });
  });

  it('says where the file has changed since it was loaded, and writes nothing there', async () => {
    const steps = await catalogEvents(DIR, options);
    await writeSteps(store, steps);
    const later = steps.map(({ name, entries }) => ({
      name,
      entries: entries.map(({ stream, events }) => ({ stream, events: events.map(renamed) })),
    }));
    expect(await writeSteps(store, later)).toMatchObject({ written: 0, present: EVENTS, kept: ['indicator-dti-rank'] });
  });

  withCountry('loads the localities of the whole country, beside what was there (skipped where ../shared/data is absent)', async () => {
    await loadCatalog(store, DIR, options);
    const report = await loadCatalog(store, DIR, { ...options, localities: COUNTRY });
    expect(report).toMatchObject({ written: 14_096 - 1659 + (11_034 - 1335), present: EVENTS, kept: [] });
    expect(await loadCatalog(store, DIR, { ...options, localities: COUNTRY })).toMatchObject({ written: 0 });
  });
});

function renamed(event: NewEvent): NewEvent {
  const data = event.data as { readonly indicatorId?: string };
  return event.type === 'IndicatorDefined' && data.indicatorId === 'dti-rank' ? { ...event, data: { ...data, name: 'DTI' } } : event;
}

const isNoProfile = ({ type }: NewEvent): boolean => type !== 'SeasonalProfileSet';
