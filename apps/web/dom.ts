type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | number | EventListener | null>>;

/** Builds an element; text is set as text, never as markup; `null` attributes and children are left out. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElement {
  return build(document.createElement(tag), attributes, children);
}

/** The same for drawings. */
export function svg(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  return build(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function build<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export const byId = (id: string): HTMLElement => document.getElementById(id)!;
