import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { structureOf } from './structure-of.js';

const SHARED = join(import.meta.dirname, '../../../../shared');
const DIRECTIVES = join(SHARED, 'directives');
const there = existsSync(join(DIRECTIVES, 'index.json'));
const suite = there ? describe : describe.skip;

interface Indexed {
  readonly doc: string;
  readonly file: string;
  readonly issuer: string;
  readonly province: string;
  readonly document_number: string | null;
  readonly document_type: string;
  readonly issue_date: string | null;
  readonly issue_month?: string;
  readonly meeting_date?: string;
  readonly title: string;
}

interface Annotated {
  readonly id: string;
  readonly type: 'target' | 'measurement';
  readonly start: number;
  readonly end: number;
  readonly clause: string;
  readonly responsible?: string | null;
}

const lines = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n');
const index = there ? (JSON.parse(readFileSync(join(DIRECTIVES, 'index.json'), 'utf8')) as Indexed[]) : [];
const annotated = there ? readdirSync(join(SHARED, 'gold')).filter((name) => name.endsWith('.jsonl')) : [];
const read = (doc: string) => structureOf(readFileSync(join(DIRECTIVES, index.find((one) => one.doc === doc)?.file ?? ''), 'utf8'));
const plain = (text: string | null): string =>
  (text ?? '')
    .toLowerCase()
    .replace(/\(.*\)/, '')
    .trim();

suite('the real directives', () => {
  it('have the heads of the index', () => {
    expect(index).toHaveLength(5);
    for (const entry of index) {
      const { head } = read(entry.doc);
      expect(head).toMatchObject({
        number: entry.document_number,
        issuedOn: entry.issue_date ?? entry.issue_month ?? null,
        meetingOn: entry.meeting_date ?? null,
        locality: `Tỉnh ${entry.province}`,
      });
      expect([plain(head.issuer), plain(head.kind), plain(head.title)]).toEqual([
        plain(entry.issuer),
        plain(entry.document_type),
        plain(entry.title),
      ]);
    }
  });

  it('have the clauses of the annotations, tasks and reports apart, and all but one of those responsible', () => {
    const wrong: string[] = [];
    for (const name of annotated) {
      const { prepared, passages } = read(name.slice(0, 3));
      const placed = passages.map((passage) => ({ ...passage, ...prepared.spanOf(passage.from, passage.to) }));
      for (const record of lines(join(SHARED, 'gold', name)).map((line) => JSON.parse(line) as Annotated)) {
        const around = placed.filter(({ start, end }) => start <= record.start && record.end <= end);
        const passage = around.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
        if (passage?.label !== record.clause) wrong.push(`${record.id}: ${passage?.label ?? 'nowhere'}`);
        if (passage?.mood !== (record.type === 'target' ? 'task' : 'report')) wrong.push(`${record.id}: ${passage?.mood ?? 'nothing'}`);
        // A footnote is told about nobody; one order within a sentence is found by `agencyBefore`.
        if (record.type === 'target' && (record.responsible ?? null) !== passage?.responsible)
          wrong.push(`${record.id}: ${String(passage?.responsible)}`);
      }
    }
    expect(wrong).toEqual(['003-T04: Sở Công Thương, Ban Quản lý các KCN tỉnh']);
  });
});
