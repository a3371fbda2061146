/** What a slide takes from a page, by its id. */
import type { CoursePage, Placed } from '../../text/coursePages.ts';

export const idOf = ({ attributes }: Placed): string => textOf(attributes['id']) ?? '';

/** An attribute that is a text; undefined if it is absent or something else. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** @throws if the page has no such component with this id */
export function placedAs(page: CoursePage, id: string, names: readonly string[]): Placed {
  const placed = page.components.find((each) => names.includes(each.name) && idOf(each) === id);
  if (!placed) throw new Error(`the deck of ${page.slug}: the page has no ${names.join(' or ')} "${id}"`);
  return placed;
}

/** The title of a section, or of the page before its first one. */
export const titleOf = ({ sections, title }: CoursePage, section: string | undefined): string =>
  (section === undefined ? undefined : sections.get(section)) ?? title;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
