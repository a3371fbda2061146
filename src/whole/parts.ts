/**
 * A built page becomes a part of one long page: its ids get a prefix, what points to them follows, links to other pages of
 * the course lead to their parts, and what only a live page needs is left out.
 */
import type { Element, ElementContent, Properties } from 'hast';
import { attribute, each, hasClass, without } from '../text/html.ts';

export interface WholePage {
  readonly slug: string;
  readonly main: Element;
}

/** "part-1/sft" → "part-1-sft" */
export const anchorOf = (slug: string): string => slug.replaceAll('/', '-');

/** `--` stands in no id of a page. */
export const idIn = (slug: string, id: string): string => `${anchorOf(slug)}--${id}`;

const LIVE = new Set(['script', 'style', 'astro-island', 'noscript', 'button', 'dialog']);
/** Addresses that are copied, words that open under the pointer, the second form of a picture or an equation. */
const TWICE = ['sl-anchor-link', 'copy-link', 'phone-only', 'for-phone', 'asked', 'gauge'];

const isLeftOut = (element: Element) =>
  LIVE.has(element.tagName) ||
  TWICE.some((name) => hasClass(element, name)) ||
  ['note', 'tooltip'].includes(attribute(element, 'role') ?? '');

export const stillOf = (main: Element): ElementContent[] => without(main.children, isLeftOut);

/** Properties that hold ids: one, or several with spaces between. */
const POINTERS = [
  'htmlFor',
  'ariaLabelledBy',
  'ariaDescribedBy',
  'ariaControls',
  'ariaOwns',
  'headers',
  'name',
];

function pointersOf(properties: Properties, slug: string): Properties {
  const changed: Properties = {};
  for (const name of POINTERS) {
    const value = properties[name];
    if (value === undefined || value === null || typeof value === 'boolean') continue;
    const ids = Array.isArray(value) ? value.map(String) : String(value).split(/\s+/);
    changed[name] = ids.map((id) => idIn(slug, id)).join(' ');
  }
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'string' && value.includes('url(#'))
      changed[name] = value.replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${idIn(slug, id)})`);
  }
  return changed;
}

export interface Place {
  /** The path of the site: '/course/'. */
  readonly base: string;
  /** All ids of all parts, as they are on their pages. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Where a link of a page leads from the long page; what is not on it stays where it is. */
export function linkFrom(slug: string, link: string, { base, ids }: Place): string {
  const own = `${base}${slug}/`;
  const whole = /^[?#]/.test(link) ? own + link : link;
  if (!whole.startsWith(base)) return link;
  const { pathname, search, hash } = new URL(whole, 'http://localhost');
  const target = pathname.slice(base.length).replace(/\/$/, '');
  const there = ids.get(target);
  if (!there || search !== '') return whole;
  const id = decodeURIComponent(hash.slice(1));
  if (id === '') return `#${anchorOf(target)}`;
  return there.has(id) ? `#${idIn(target, id)}` : whole;
}

/** The ids that stand on a page once its live parts are left out. */
export function idsOf(children: readonly ElementContent[]): Set<string> {
  const ids = new Set<string>();
  for (const child of children)
    each(child, (element) => {
      const id = attribute(element, 'id');
      if (id !== undefined) ids.add(id);
    });
  return ids;
}

/** Rewrites the elements where they stand. */
export function settle(slug: string, children: readonly ElementContent[], place: Place): void {
  for (const child of children)
    each(child, (element) => {
      const { properties } = element;
      Object.assign(properties, pointersOf(properties, slug));
      const id = attribute(element, 'id');
      if (id !== undefined) properties['id'] = idIn(slug, id);
      for (const name of ['href', 'xLinkHref']) {
        const link = properties[name];
        if (typeof link === 'string') properties[name] = linkFrom(slug, link, place);
      }
      // Panels without tabs are groups, and nothing waits for a guess.
      if (properties['role'] === 'tabpanel') properties['role'] = 'group';
      for (const live of ['dataVeiled', 'dataMoved', 'dataProgress', 'ariaLive', 'dataPagefindIgnore']) Reflect.deleteProperty(properties, live); // prettier-ignore
    });
}
