/**
 * llms.txt and llms-full.txt (llmstxt.org): the pages with a line each, and the text of all of them, for language models
 * that are given the course to read.
 */
import type { Element } from 'hast';
import { SHORT_DISCLAIMER } from '../../components/disclaimer.ts';
import { AUTHOR, BUILD, LICENCE, SUMMARY, TITLE } from '../colophon.ts';
import { pageText } from './pageText.ts';

export interface TextPage {
  readonly slug: string;
  readonly name: string;
  readonly part: string;
  readonly html: string;
  readonly main: Element;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#34': '"', '#38': '&', '#39': "'" }; // prettier-ignore
const unescaped = (text: string) =>
  text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const described = (html: string) =>
  unescaped(/<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? '');

const built = [`version ${BUILD.version}`, BUILD.date, BUILD.commit && `commit ${BUILD.commit}`];

const OPENING = `# ${TITLE}

> ${SUMMARY}

By ${AUTHOR}; ${built.filter(Boolean).join(', ')}. Text and figures: ${LICENCE.text.name}; code: ${LICENCE.code.name}. ${SHORT_DISCLAIMER} Numbers about simulations are recorded by the course’s own code and computed again by its tests; numbers from outside name their source. Model outputs that are shown may be wrong on purpose.
`;

/** @param site the address of the home page */
export function llmsText(pages: readonly TextPage[], site: string): string {
  const sections = [...new Set(pages.map(({ part }) => part))].map((part) => {
    const lines = pages
      .filter((page) => page.part === part)
      .map(({ slug, name, html }) => `- [${name}](${site}${slug}/): ${described(html)}`);
    return `## ${part}\n\n${lines.join('\n')}\n`;
  });
  const optional = `## Optional\n\n- [The text of all pages](${site}llms-full.txt): formulas as TeX, pictures in words\n`;
  return [OPENING, ...sections, optional].join('\n');
}

export const llmsFullText = (pages: readonly TextPage[], site: string): string =>
  [OPENING, ...pages.map(({ slug, main }) => `---\nSource: ${site}${slug}/\n\n${pageText(main)}\n`)].join(
    '\n',
  );
