import { addDays } from '../../../libs/domain/kernel/civil-date.js';
import { fold } from '../../../libs/domain/kernel/decider.js';
import { localityCodec } from '../../../libs/domain/locality/locality.codec.js';
import { reassignLocality, registerLocality, type ReassignLocality } from '../../../libs/domain/locality/locality.decide.js';
import { localityStream, NATION, type LocalityEvent, type LocalityFacts } from '../../../libs/domain/locality/locality.events.js';
import { localityDecider, type LocalityState } from '../../../libs/domain/locality/locality.state.js';
import { abolishLocality, mergeLocality, renameLocality, splitLocality } from '../../../libs/domain/locality/succession.decide.js';
import { CatalogError } from './catalog-error.js';
import { commandIdOf, decide, entryOf, type Entry } from './entry.js';
import type { LocalityFiles, Placed } from './files.js';
import { groupBy } from './group.js';
import type { LocalityRow, ParentRow, SuccessionRow } from './schemas.js';

const COUNTRY: LocalityFacts = {
  localityId: NATION,
  code: 'VN',
  name: 'Việt Nam',
  fullName: 'Cộng hòa xã hội chủ nghĩa Việt Nam',
  nameEn: 'Viet Nam',
  level: 'nation',
  kind: 'quốc gia',
  parentId: null,
  validFrom: null,
  legalBasis: null,
};

type Rule = (state: LocalityState | null) => readonly LocalityEvent[];

/** The localities as far as the catalogue has decided them; later entries are decided against it. */
export class LocalityBook {
  readonly states = new Map<string, LocalityState>();

  /** Decides by a rule of the domain, remembers the outcome and returns it as an entry. */
  decide(localityId: string, about: string, placed: Placed<unknown>, rule: Rule): Entry {
    const state = this.states.get(localityId) ?? null;
    const events = decide(placed, () => rule(state));
    const next = fold(localityDecider, events, state);
    if (next) this.states.set(localityId, next);
    const stream = localityStream(localityId);
    return entryOf(stream, commandIdOf(stream, about), localityCodec, events);
  }
}

/** First appearance of every unit, parents first. */
export function registrations(files: LocalityFiles, book: LocalityBook): Entry[] {
  const parents = groupBy(files.parents, ({ value }) => value.id);
  const country: Placed<LocalityFacts> = { value: COUNTRY, file: 'localities', row: null };
  const rows = files.localities.map((row) => ({ ...row, value: factsOf(row.value, parents.get(row.value.id) ?? []) }));
  const ordered = [country, ...rows.sort((a, b) => DEPTH[a.value.level] - DEPTH[b.value.level])];
  return ordered.map((row) =>
    book.decide(row.value.localityId, 'register', row, (state) => {
      if (state) throw new CatalogError(row.file, row.row, 'id', `${row.value.localityId} stands here a second time`);
      return registerLocality(row.value, state, { localities: book.states });
    }),
  );
}

const DEPTH = { nation: 0, province: 1, district: 2, commune: 3 } as const;

function factsOf(row: LocalityRow, parents: readonly Placed<ParentRow>[]): LocalityFacts {
  const beneath = parents[0]?.value.parent_id ?? row.parent_id;
  return {
    localityId: row.id,
    code: row.code,
    name: row.name,
    fullName: row.full_name,
    nameEn: row.full_name_en,
    level: row.level,
    kind: row.kind,
    parentId: row.level === 'province' ? NATION : beneath,
    validFrom: row.valid_from,
    legalBasis: row.established_by,
  };
}

/** Changes of parent and endings, in the order of their days. */
export function changes(files: LocalityFiles, book: LocalityBook): Entry[] {
  const endings = groupBy(files.successions, ({ value }) => value.from_id);
  const rows = [...reassignments(files, book, endings), ...[...endings.values()].map((group) => ending(group, book))];
  const entries = rows.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map(({ entry }) => entry());
  for (const row of files.localities) checkEnd(row, book);
  return entries;
}

interface Dated {
  readonly on: string;
  readonly entry: () => Entry;
}

function reassignments(files: LocalityFiles, book: LocalityBook, endings: ReadonlyMap<string, readonly Placed<SuccessionRow>[]>): Dated[] {
  const periods = [...groupBy(files.parents, ({ value }) => value.id).values()];
  return periods.flatMap((rows) =>
    rows.slice(1).map((row, index) => {
      const { id, parent_id: parentId, valid_from: from } = row.value;
      if (from === null) throw new CatalogError(row.file, row.row, 'valid_from', 'a date is expected from the second period of a unit on');
      const left = rows[index]?.value.parent_id ?? '';
      const basis = endings.get(left)?.find(({ value }) => value.effective_on === from)?.value.legal_basis ?? null;
      const command: ReassignLocality = { localityId: id, parentId, from, legalBasis: basis };
      return { on: from, entry: () => book.decide(id, `reassign ${from}`, row, (state) => reassignLocality(command, state, { localities: book.states })) };
    }),
  );
}

function ending(group: readonly Placed<SuccessionRow>[], book: LocalityBook): Dated {
  const [first] = group as [Placed<SuccessionRow>];
  const stray = group.find(({ value }) => value.effective_on !== first.value.effective_on || isPart(value) !== isPart(first.value));
  if (stray) throw new CatalogError(stray.file, stray.row, 'from_id', `${first.value.from_id} already ends in another way (${first.row})`);
  if (group[1] && !isPart(first.value)) throw new CatalogError(group[1].file, group[1].row, 'from_id', 'only parts may follow one unit side by side');
  return { on: first.value.effective_on, entry: () => book.decide(first.value.from_id, 'end', first, (state) => endingEvents(group, state, book)) };
}

const isPart = ({ kind }: SuccessionRow): boolean => kind === 'partial' || kind === 'split';

function endingEvents(group: readonly Placed<SuccessionRow>[], state: LocalityState | null, book: LocalityBook): readonly LocalityEvent[] {
  const [{ value: row }] = group as [Placed<SuccessionRow>];
  const end = { localityId: row.from_id, effectiveOn: row.effective_on, legalBasis: row.legal_basis };
  const facts = { localities: book.states };
  if (row.kind === 'abolished') return abolishLocality(end, state);
  if (isPart(row)) return splitLocality({ ...end, parts: group.map((part) => ({ localityId: successor(part), share: part.value.share })) }, state, facts);
  const rule = row.kind === 'merge' ? mergeLocality : renameLocality;
  return rule({ ...end, into: successor(group[0] as Placed<SuccessionRow>) }, state, facts);
}

function successor({ value, file, row }: Placed<SuccessionRow>): string {
  return value.to_id ?? fail(file, row, 'to_id', `a successor is expected for "${value.kind}"`);
}

/** A last day in force that no succession explains would leave the unit in force for ever. */
function checkEnd({ value, file, row }: Placed<LocalityRow>, book: LocalityBook): void {
  const end = book.states.get(value.id)?.ending?.data.effectiveOn ?? null;
  const expected = end === null ? null : addDays(end, -1);
  if (value.valid_to !== expected) fail(file, row, 'valid_to', `expected ${expected ?? 'no date'} by successions.csv, found ${value.valid_to ?? 'none'}`);
}

function fail(file: string, row: string | null, field: string, expected: string): never {
  throw new CatalogError(file, row, field, expected);
}
