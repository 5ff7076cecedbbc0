export type Attributes = Readonly<Record<string, string>>;

const DROPPED: ReadonlySet<string> = new Set(
  'head title script style noscript template iframe object embed svg math canvas audio video select option datalist button textarea dialog nav aside footer'.split(
    ' ',
  ),
);
const DROPPED_ROLES: ReadonlySet<string> = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'complementary',
  'menu',
  'menubar',
  'dialog',
]);
/** What sites that know no `nav` or `footer` call these parts. */
const DROPPED_NAMES =
  /(?:^|\s)(?:(?:main|top|left|right|site)?[-_]?(?:menu|nav|navbar|navigation|sidebar)|breadcrumbs?|footer|pagination|social-share)(?:\s|$)/i;
const CONTAINERS: ReadonlySet<string> = new Set(['div', 'section', 'ul', 'ol', 'table', 'td', 'span']);
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** Whether an element begins what is no part of the page's text, or the part that the page says is its main one. */
export function regionOf(name: string, attributes: Attributes, inMain: boolean): 'dropped' | 'main' | 'text' {
  const { role = '', style = '', id = '' } = attributes;
  const hidden = 'hidden' in attributes || attributes['aria-hidden'] === 'true' || HIDDEN.test(style.slice(0, 500));
  if (hidden || DROPPED.has(name) || DROPPED_ROLES.has(role)) return 'dropped';
  if (name === 'header' && !inMain) return 'dropped';
  if (CONTAINERS.has(name) && (DROPPED_NAMES.test((attributes.class ?? '').slice(0, 500)) || DROPPED_NAMES.test(id.slice(0, 100))))
    return 'dropped';
  return name === 'main' || name === 'article' || role === 'main' ? 'main' : 'text';
}
