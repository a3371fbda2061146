/** How to cite the course or one of its pages: as a line of text, and as an entry for BibTeX. */
import { AUTHOR, BUILD, TITLE } from './colophon.ts';

export interface Cited {
  /** '' is the course itself. */
  readonly slug: string;
  readonly title: string;
  readonly url: string;
}

const version = [`version ${BUILD.version}`, BUILD.commit && `commit ${BUILD.commit}`]
  .filter(Boolean)
  .join(', ');
const year = BUILD.date.slice(0, 4);

const isCourse = ({ slug }: Cited) => slug === '';
const ended = (title: string) => (/[.?!]$/.test(title) ? title : `${title}.`);

export function citationText(page: Cited): string {
  const when = year ? ` (${year})` : '';
  const what = isCourse(page) ? `${TITLE}, ${version}.` : `${ended(page.title)} In: ${TITLE}, ${version}.`;
  return `${AUTHOR}${when}. ${what} ${page.url}`;
}

/** Signs that TeX reads otherwise, and dashes that old BibTeX does not know. */
const tex = (text: string): string =>
  text
    .replace(/[&%$#_{}]/g, '\\$&')
    .replaceAll('–', '--')
    .replaceAll('’', "'");

export function bibtexOf(page: Cited): string {
  const key = ['llm-training-alignment', ...page.slug.split('/').filter(Boolean)].join('-');
  const fields: readonly (readonly [string, string])[] = [
    ['author', `{${tex(AUTHOR)}}`],
    ['title', isCourse(page) ? `{${tex(TITLE)}}` : tex(page.title)],
    ...(isCourse(page) ? [] : [['howpublished', `In: ${tex(TITLE)}`] as const]),
    ...(year ? [['year', year] as const] : []),
    ['note', version.replace(/^v/, 'V')],
    ['url', page.url],
  ];
  return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`;
}
