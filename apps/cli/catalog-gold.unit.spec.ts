import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Milestone } from '../../libs/domain/target/target.events.js';
import { readCatalog, type Placed } from './catalog/files.js';
import type { CatalogDirective, CatalogTarget } from './catalog/schemas.js';
import { milestonesOf } from './catalog/targets.js';

/** What lies beside the repository on the machine where the annotations are kept; elsewhere these tests are skipped and say so. */
const SHARED = join(process.cwd(), '..', 'shared');
const withGold = existsSync(join(SHARED, 'gold')) ? describe : describe.skip;
const withTexts = existsSync(join(SHARED, 'directives')) ? describe : describe.skip;

interface Gold {
  readonly type: 'target' | 'measurement';
  readonly id: string;
  readonly clause: string;
  readonly comparator: string;
  readonly value: number | null;
  readonly deadline: string | null;
  readonly deadline_op?: string;
  readonly deadline_expanded?: readonly string[];
  readonly deadline_implied?: string;
  readonly recurrence?: string;
  readonly strength: string;
  readonly responsible: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly as_of: string;
}

interface Commitment {
  readonly target: CatalogTarget;
  readonly milestone: Milestone;
}

const catalogue = await readCatalog('catalog');
const texts = existsSync(join(SHARED, 'directives')) ? readdirSync(join(SHARED, 'directives')).filter((name) => name.endsWith('.txt')) : [];

/** The directive of the catalogue whose text is the numbered document. */
function directiveOf(doc: string): Placed<CatalogDirective> {
  const name = texts.find((text) => text.startsWith(`${doc}_`))!;
  const sha256 = createHash('sha256')
    .update(readFileSync(join(SHARED, 'directives', name)))
    .digest('hex');
  return catalogue.directives.find(({ value }) => value.textSha256 === sha256)!;
}

function gold(doc: string): Gold[] {
  const lines = readFileSync(join(SHARED, 'gold', `${doc}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Gold);
}

function says(annotated: Gold, { target, milestone }: Commitment): boolean {
  const isSame = target.clause === annotated.clause && target.strength === annotated.strength;
  if (!isSame || annotated.recurrence !== undefined) return isSame && keepsRecurrence(annotated, target);
  const value = milestone.value === null ? null : Number(milestone.value);
  const wanted = milestone.comparator === 'maintain' ? annotated.comparator === '=' : milestone.comparator === annotated.comparator;
  return wanted && value === annotated.value && isDue(annotated, milestone);
}

function isDue({ deadline, deadline_op, deadline_implied }: Gold, { due, dueOp, dueSource }: Milestone): boolean {
  if (deadline === null) return dueSource === 'inherited' && (deadline_implied === undefined || deadline_implied === due);
  return dueSource === 'printed' && due === deadline && dueOp === deadline_op;
}

function keepsRecurrence({ deadline_expanded, deadline_op }: Gold, { recurring }: CatalogTarget): boolean {
  if (!recurring) return false;
  return deadline_expanded === undefined || (recurring.dueOp === deadline_op && `${recurring.each}` === `${deadline_expanded}`);
}

withGold.each(['000', '002', '003'])('against the annotations of document %s (skipped where ../shared/gold is absent)', (doc) => {
  it('has each annotated target once, with clause, strength, value, comparator and deadline', () => {
    const { value, file, row } = directiveOf(doc);
    const left = value.targets.flatMap((target): Commitment[] => {
      const milestones = milestonesOf({ value, file, row }, target);
      return (target.recurring ? milestones.slice(0, 1) : milestones).map((milestone) => ({ target, milestone }));
    });
    const missing = gold(doc).filter((annotated) => {
      if (annotated.type !== 'target') return false;
      const found = left.findIndex((commitment) => says(annotated, commitment));
      if (found >= 0) left.splice(found, 1);
      return found < 0;
    });
    expect(missing.map(({ id }) => id)).toEqual([]);
    // Document 002 reports eight outputs and exports against a plan that it does not list.
    expect(left.map(({ target }) => target.indicatorId).filter((id) => !/^(output|export)-/.test(id))).toEqual([]);
  });

  it('has each annotated figure', () => {
    const figures = (directiveOf(doc).value.measurements ?? []).map(({ clause, asOf, figure }) => `${clause} ${asOf} ${numbersIn(figure)}`);
    const annotated = gold(doc).filter(({ type }) => type === 'measurement');
    // 37/84 and "44 %" are one figure printed twice.
    const wanted = annotated.map(
      ({ clause, as_of, value, numerator, denominator }) =>
        `${clause} ${as_of} ${numerator === null ? value : `${numerator} ${denominator}`}`,
    );
    expect(new Set(figures)).toEqual(new Set(wanted));
  });
});

function numbersIn({ shape: _, ...numbers }: { readonly shape: string }): string {
  return Object.values(numbers).join(' ');
}

withTexts('against the texts (skipped where ../shared/directives is absent)', () => {
  it('belongs to the five texts, byte for byte', () => {
    expect(texts.map((name) => directiveOf(name.slice(0, 3))?.value.id)).toEqual([
      'tn-2022-04',
      'tn-2023-07',
      'tq-2021-08',
      'bg-2022-01',
      'ls-2022-03',
    ]);
  });

  it('repeats no sentence of a document', () => {
    const copied = texts.flatMap((name) => {
      const text = plain(readFileSync(join(SHARED, 'directives', name), 'utf8'));
      const directive = directiveOf(name.slice(0, 3)).value;
      const words = [
        ...directive.targets.flatMap(({ note, clause }) => [note ?? '', clause]),
        ...catalogue.indicators.flatMap(({ value }) => [value.name, value.base ?? '']),
      ];
      return words.filter((word) => word.length > 70 && text.includes(plain(word)));
    });
    expect(copied).toEqual([]);
  });
});

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
}
