import { setImmediate as breathe } from 'node:timers/promises';
import type { Printable } from './printable.js';
import { Typesetter } from './typesetter.js';

const COLUMN = 120;
/** Milliseconds for which the setting holds the thread before it lets others in. */
const SLICE_MS = 12;

/** The story as a PDF on A4: its title, every entry, on each page the moment, the position and its number. */
export async function pdfOf({ language, title, subject, moment, place, entries, ending }: Printable): Promise<Uint8Array> {
  const setter = await Typesetter.open(`${title}: ${subject}`, language);
  setter.paragraph(title, { size: 16 });
  setter.paragraph(subject, { size: 12 });
  setter.paragraph(`${moment}, ${place}`, { size: 9, isFaint: true, above: 2 });
  let since = performance.now();
  for (const { when, sentence, rows, origin } of entries) {
    setter.rule();
    setter.keepTogether(70);
    setter.paragraph(when, { size: 8.5, isFaint: true });
    setter.paragraph(sentence, { size: 10.5 });
    for (const [name, text] of rows) setter.pair(name, text, 9, COLUMN);
    setter.paragraph(origin, { size: 7, isFaint: true });
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
  setter.paragraph(ending, { size: 9, isFaint: true, above: 10 });
  return setter.finish({ title: `${title}: ${subject}`, moment, place });
}
