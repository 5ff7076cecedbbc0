import { hash } from 'node:crypto';
import { POSITION } from '../../contract/fields.js';
import { history, type History } from '../../contract/histories.js';
import { targetProgress, type TargetProgress } from '../../contract/progress.js';
import type { DirectiveEvent } from '../../domain/directive/directive.events.js';
import { isWrittenLike } from '../../event-store/event-store.js';
import { sameBytes } from '../../transparency/hashes.js';
import type { PrintHistory } from '../http/target-evidence.js';
import { collect, type Difference } from './against-shown.js';
import * as names from './bundle-files.js';
import type { BundleFinding } from './bundle-findings.js';
import { parsedIn } from './bundle-parsed.js';
import { formOf } from './check-manifest.js';
import { checkProgress } from './check-progress.js';
import { checkStory } from './check-story.js';
import type { Decoded } from './decoded.js';
import { INSTRUCTION_TEXT } from './instructions.js';

/** The answers of a bundle; null where one cannot be read. */
export interface Answers {
  readonly progress: TargetProgress | null;
  readonly story: History | null;
}

/** What the answers are held against. */
export interface Grounds {
  readonly manifest: names.Manifest;
  /** Null where not every event of the bundle is proven and can be read: then nothing can be said of what rests on them. */
  readonly events: readonly Decoded[] | null;
  readonly indexes: ReadonlyMap<string, number>;
}

/** Reads them; those whose positions are none are not read. */
export function readAnswers(files: names.Files, manifest: names.Manifest | null, findings: BundleFinding[]): Answers {
  const isWhole = manifest !== null && formOf(manifest) === 'present';
  return {
    progress: parsedIn(files, names.PROGRESS, targetProgress.refine(hasPositions), findings, isWhole),
    story: parsedIn(files, names.HISTORY, history.refine(tellsPositions), findings, isWhole),
  };
}

const hasPositions = ({ row }: TargetProgress): boolean => POSITION.test(row.lastPosition);

/** All are of one form: one store wrote them. */
const tellsPositions = ({ items, knownAt }: History): boolean =>
  [knownAt.position, ...items.flatMap(({ position, cause }) => [position, cause.position ?? position])].every(
    (position) => POSITION.test(position) && isWrittenLike(position, knownAt.position),
  );

/** The figures and the story that were handed out are what the events give, and the page is what the story prints as. */
export async function checkAnswers(
  files: names.Files,
  { progress, story }: Answers,
  grounds: Grounds,
  print: PrintHistory,
  findings: BundleFinding[],
): Promise<void> {
  const { manifest, events, indexes } = grounds;
  const sameWords = formOf(manifest) === 'present';
  if (progress && events) workedOut(names.PROGRESS, () => checkProgress(progress, manifest, events, findings), findings);
  else if (progress) findings.push({ kind: 'not_compared', place: { file: names.PROGRESS } });
  checkSubject({ progress, story }, manifest, findings);
  const before = findings.length;
  if (story && events)
    workedOut(names.HISTORY, () => checkStory({ file: names.HISTORY, story, events, indexes, sameWords }, findings), findings);
  else if (story) findings.push({ kind: 'not_compared', place: { file: names.HISTORY } });
  const isTold = story !== null && findings.length === before;
  if (!sameWords) return;
  checkMade(files, names.INSTRUCTIONS, Buffer.from(INSTRUCTION_TEXT), findings);
  const page = isTold ? await printed(story, print, findings) : null;
  if (page) checkMade(files, names.PRINTED, page, findings);
  else findings.push({ kind: 'not_compared', place: { file: names.PRINTED } });
}

/** Whoever signs the log can sign an event that no decision ever made: a day after all days is a fault of the bundle, not of the program. */
function workedOut(file: string, work: () => void, findings: BundleFinding[]): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.push({ kind: 'not_worked_out', place: { file } });
  }
}

/** The answers are about what the manifest says that they are about. */
function checkSubject({ progress, story }: Answers, { asOf, subject, knownAt }: names.Manifest, findings: BundleFinding[]): void {
  const of = (file: string, answer: object, claim: object): void => {
    const found: Difference[] = [];
    collect('', claim, answer, found);
    for (const { field, stands = '–', ought = '–' } of found)
      findings.push({ kind: 'claims_differ', place: { file, field: field.slice(1), stands, ought } });
  };
  if (progress) of(names.PROGRESS, { asOf: progress.asOf }, { asOf });
  if (story)
    of(names.HISTORY, { subject: { kind: story.subject.kind, id: story.subject.id }, knownAt: story.knownAt }, { subject, knownAt });
}

/** The page that a story prints as; null for one that cannot be printed. */
async function printed(story: History, print: PrintHistory, findings: BundleFinding[]): Promise<Uint8Array | null> {
  try {
    return await print(story, 'vi');
  } catch {
    findings.push({
      kind: 'file_malformed',
      place: { file: names.HISTORY, detail: { vi: 'không in ra được', en: 'it cannot be printed' } },
    });
    return null;
  }
}

function checkMade(files: names.Files, file: string, ought: Uint8Array, findings: BundleFinding[]): void {
  const bytes = files.get(file);
  if (!bytes) findings.push({ kind: 'file_missing', place: { file } });
  else if (!sameBytes(bytes, ought)) findings.push({ kind: 'print_differs', place: { file } });
}

/** The words of a directive have the hash that was recorded when they were received. */
export function checkTexts(files: names.Files, events: readonly Decoded[], findings: BundleFinding[]): void {
  const received = new Map<string, string>();
  for (const { event } of events) {
    const { type, data } = event as DirectiveEvent;
    if (type === 'DirectiveUploaded') received.set(names.directiveText(data.directiveId), data.text.sha256);
  }
  for (const [file, text] of files) {
    const ought = received.get(file) ?? '–';
    if (file.startsWith('directives/') && hash('sha256', text) !== ought) findings.push({ kind: 'text_differs', place: { file, ought } });
  }
}
