import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogEvents } from '../../apps/cli/catalog.js';
import {
  catalogueFigures,
  catalogueTargets,
  compare,
  valueOf,
  type ComparedFigure,
  type ComparedTarget,
} from '../../apps/cli/catalog-compare.js';
import { linesOf, totalOf, type ComparedDirective } from '../../apps/cli/catalog-compare-text.js';
import { readCatalog, readLocalityFiles } from '../../apps/cli/catalog/files.js';
import { writeSteps } from '../../apps/cli/catalog/load.js';
import type { CatalogDirective } from '../../apps/cli/catalog/schemas.js';
import type { MeasurementDetail } from '../../libs/contract/measurements.reads.js';
import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import type { TargetItem } from '../../libs/contract/targets.reads.js';
import { uploadRead } from '../support/directives.js';
import type { HttpClient } from '../support/http-client.js';
import { allCaughtUp, startTestSystem, type TestSystem } from '../support/system.js';
import { acceptAll } from './directive-catalogue.accept.js';

const SHARED = join(process.cwd(), '..', 'shared', 'directives');
const files = existsSync(SHARED) ? readdirSync(SHARED).filter((name) => name.endsWith('.txt')) : [];
const [suite, title] =
  files.length > 0
    ? [describe, 'the catalogue by reading its documents and accepting']
    : [describe.skip, 'the catalogue by reading its documents (../shared/directives is absent)'];

suite(title, () => {
  let house: TestSystem;
  let admin: HttpClient;
  const compared: ComparedDirective[] = [];

  beforeAll(async () => {
    house = await startTestSystem();
    // Places and indicators alone: what the directives say is to come by reading.
    const steps = await catalogEvents('catalog', { today: '2026-11-21' });
    await writeSteps(
      house.store,
      steps.filter(({ name }) => ['localities', 'successions', 'indicators'].includes(name)),
    );
    await allCaughtUp(house.store, house.sql);
    admin = await house.as('admin');
  }, 120_000);
  afterAll(() => house.close());

  const get = async (path: string) => (await admin.get(path, { 'x-read-after': await house.store.head() })).body;

  async function upload({ localityId, textSha256 }: CatalogDirective): Promise<string | null> {
    const bytes = files.map((name) => readFileSync(join(SHARED, name))).find((one) => sha256(one) === textSha256);
    if (!bytes) return null;
    return (await uploadRead(admin, { localityId, text: bytes.toString('utf8') })).id;
  }

  it('takes all five, and accepts whatever they propose', async () => {
    const { directives, indicators } = await readCatalog('catalog');
    const { localities } = await readLocalityFiles('catalog/localities');
    const places = new Map(localities.map(({ value }) => [value.id, value.full_name]));
    const called = new Map(indicators.map(({ value }) => [value.id, value.name]));
    const names = { indicator: (id: string) => called.get(id) ?? id, locality: (id: string) => places.get(id) ?? id };
    for (const { value: directive } of directives) {
      const id = await upload(directive);
      if (id === null) continue;
      const { items } = (await get(`/v1/directives/${id}/proposals?limit=500`)) as { items: ProposalItem[] };
      // A share printed beside the very figures that it follows from says nothing new of that day.
      const refused = await acceptAll(admin, id, directive.planYear, items);
      expect(refused.filter(({ code }) => code !== 'figure_stands')).toEqual([]);
      const targets = (await get(`/v1/targets?directive=${id}&limit=1000`)).items as TargetItem[];
      const figures = await figuresOf(
        items.filter(({ type }) => type === 'measurement'),
        id,
      );
      compared.push({
        directive,
        targets: compare(
          catalogueTargets(directive, names),
          targets.map((one) => standing(one, names.locality)),
        ),
        figures: compare(
          catalogueFigures(directive, names),
          figures.map((one) => told(one, names.locality)),
        ),
      });
    }
    expect(compared.length).toBeGreaterThan(0);
  }, 180_000);

  async function figuresOf(proposals: readonly ProposalItem[], id: string): Promise<(MeasurementDetail & { clause: string })[]> {
    const decided = await Promise.all(proposals.map(({ n }) => get(`/v1/directives/${id}/proposals/${n}`) as Promise<ProposalItem>));
    return Promise.all(
      decided
        .filter(({ state }) => state === 'accepted')
        .map(async ({ decision, clause }) => ({ ...(await get(`/v1/measurements/${decision?.measurementId}`)), clause })),
    );
  }

  it('has nearly all of what was entered by hand', () => {
    const text = [...compared.flatMap(linesOf), '', totalOf(compared), ''].join('\n');
    if (process.env.CATALOG_BY_READING) writeFileSync(process.env.CATALOG_BY_READING, text);
    const [both, ours] = [0, 1].map((place) =>
      compared.reduce((sum, { targets, figures }) => {
        const found = targets.both.length + figures.both.length;
        return sum + (place === 0 ? found : found + targets.catalogueOnly.length + figures.catalogueOnly.length);
      }, 0),
    );
    expect(both! / ours!).toBeGreaterThan(0.85);
  });
});

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function standing(
  { indicatorId, indicatorName, localityId, responsible, provenance, milestones }: TargetItem,
  placeOf: (id: string) => string,
): ComparedTarget {
  return {
    ...{ indicatorId, indicator: indicatorName ?? indicatorId, locality: placeOf(localityId), responsible, milestones },
    ...{ clause: provenance?.clause ?? '', strength: provenance?.strength ?? '' },
  };
}

function told(
  { indicatorId, indicatorName, localityId, asOf, figure, clause }: MeasurementDetail & { clause: string },
  placeOf: (id: string) => string,
): ComparedFigure {
  return {
    ...{ indicatorId, indicator: indicatorName ?? indicatorId, locality: placeOf(localityId), asOf, clause },
    value: figure ? valueOf(figure as Parameters<typeof valueOf>[0]) : '',
  };
}
