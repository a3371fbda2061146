/** Built pages as trees: what is asked of an element, wherever one is read or rewritten. */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';

export type Node = Root | RootContent;

export const isElement = (node: Node): node is Element => node.type === 'element';

/** Names as in HTML, `data-picture` and `aria-label`; undefined if there is none, '' for one without a value. */
export function attribute(element: Element, name: string): string | undefined {
  const key = name.startsWith('data-')
    ? name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : (PROPERTIES[name] ?? name);
  const value = element.properties[key];
  if (value === undefined || value === null || value === false) return undefined;
  if (value === true) return '';
  return Array.isArray(value) ? value.join(' ') : String(value);
}
const PROPERTIES: Readonly<Record<string, string>> = {
  class: 'className',
  'aria-label': 'ariaLabel',
  'aria-hidden': 'ariaHidden',
  rel: 'rel',
};

export const hasClass = (element: Element, name: string): boolean =>
  (attribute(element, 'class') ?? '').split(' ').includes(name);

/** The first that fits, in the order of the document. */
export function find(node: Node, fits: (element: Element) => boolean): Element | undefined {
  if (isElement(node) && fits(node)) return node;
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const found = find(child, fits);
    if (found) return found;
  }
  return undefined;
}

export function each(node: Node, visit: (element: Element) => void): void {
  if (isElement(node)) visit(node);
  if ('children' in node) for (const child of node.children) each(child, visit);
}

/** All text, as it stands. */
export function textOf(node: Node): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** A copy without what fits and all that it encloses. */
export function without(
  children: readonly ElementContent[],
  fits: (element: Element) => boolean,
): ElementContent[] {
  return children
    .filter((child) => !isElement(child) || !fits(child))
    .map((child) =>
      isElement(child)
        ? { ...child, properties: { ...child.properties }, children: without(child.children, fits) }
        : child,
    );
}

/** The main part of a page: what is between header and foot. */
export function mainOf(html: string): Element {
  const markup = /<main[\s>][\s\S]*<\/main>/.exec(html)?.[0];
  const main = markup && find(fromHtml(markup, { fragment: true }), ({ tagName }) => tagName === 'main');
  if (!main) throw new Error('a page has no main part');
  return main;
}
