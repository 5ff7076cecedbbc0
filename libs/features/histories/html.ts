import type { Printable, PrintedEntry } from './printable.js';

/** Loads nothing and runs nothing: it can be kept as a file. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const STYLE = (moment: string, place: string): string => `
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 "Noto Serif", Georgia, serif; color: #111; background: #fff; }
h1 { font-size: 1.4rem; margin: 0; } h1 + p { font-size: 1.1rem; margin: 0.2rem 0; }
.moment, time, .origin { color: #555; font-size: 0.85rem; }
ol { list-style: none; padding: 0; } li { border-top: 1px solid #bbb; padding: 0.7rem 0; break-inside: avoid; }
li p { margin: 0.2rem 0; } .origin { overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0 1rem; margin: 0.3rem 0; font-size: 0.9rem; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.3rem; } }
@page { size: A4; margin: 2cm;
  @top-right { content: ${quoted(moment)}; font-size: 8pt; }
  @bottom-left { content: ${quoted(place)}; font-size: 8pt; }
  @bottom-right { content: counter(page) "/" counter(pages); font-size: 8pt; } }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10pt; } }`;

/** The story as a page for reading and printing. */
export function htmlOf({ language, title, subject, moment, place, entries, ending }: Printable): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${title}: ${subject}`)}</title>
<style>${STYLE(moment, place)}
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(subject)}</p>
<p class="moment">${escaped(`${moment}, ${place}`)}</p>
<ol>
${entries.map(entryOf).join('\n')}
</ol>
<p class="moment">${escaped(ending)}</p>
</body>
</html>
`;
}

function entryOf({ when, sentence, rows, origin }: PrintedEntry): string {
  const facts = rows.map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`).join('');
  return `<li><time>${escaped(when)}</time><p>${escaped(sentence)}</p><dl>${facts}</dl><p class="origin">${escaped(origin)}</p></li>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

// A style sheet ends at `</style`, wherever it stands, and a string of it at a quote or a line's end.
const quoted = (text: string): string => `"${text.replace(/[\\"<>\n\r\f]/g, ' ')}"`;
