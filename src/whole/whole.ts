/** The whole course as one page: contents, then every page in order, with the styles of all of them. */
import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { escape } from '../../components/writing.ts';
import { attribute, each, textOf } from '../text/html.ts';
import { anchorOf, idIn, idsOf, settle, stillOf, type WholePage } from './parts.ts';

export interface NamedPage extends WholePage {
  /** "6 Supervised fine-tuning" */
  readonly name: string;
  /** "Part 1: From text to a reward model" */
  readonly part: string;
  /** As it was built. */
  readonly html: string;
}

/** Sheets and styles of all pages, each once, in the order in which pages bring them. */
export function stylesOf(pages: readonly { readonly html: string }[]): string {
  const found = pages.flatMap(({ html }) => [
    ...(html.match(/<link rel="stylesheet"[^>]*>|<style[^>]*>[\s\S]*?<\/style>/g) ?? []),
  ]);
  return [...new Set(found)].join('');
}

const sectionsOf = (main: Element) => {
  const sections: { id: string; title: string }[] = [];
  each(main, (element) => {
    const id = attribute(element, 'id');
    if (element.tagName !== 'h2' || id === undefined) return;
    const number = attribute(element, 'data-number');
    sections.push({ id, title: `${number ? `${number} ` : ''}${textOf(element)}` });
  });
  return sections;
};

function contentsOf(pages: readonly NamedPage[]): string {
  const link = (id: string, words: string) => `<a href="#${id}">${escape(words)}</a>`;
  const parts = [...new Set(pages.map(({ part }) => part))].map((part) => {
    const items = pages
      .filter((page) => page.part === part)
      .map(({ slug, name, main }) => {
        const sections = sectionsOf(main).map(({ id, title }) => `<li>${link(idIn(slug, id), title)}</li>`);
        const list = sections.length > 0 ? `<ol>${sections.join('')}</ol>` : '';
        return `<li>${link(anchorOf(slug), name)}${list}</li>`;
      });
    return `<h3>${escape(part)}</h3><ol>${items.join('')}</ol>`;
  });
  return `<nav class="whole-contents" aria-labelledby="contents"><h2 id="contents">Contents</h2>${parts.join('')}</nav>`;
}

/** @param base the path of the site: '/course/' */
export function wholeOf(pages: readonly NamedPage[], base: string): string {
  const parts = pages.map((page) => ({ page, children: stillOf(page.main) }));
  const ids = new Map(parts.map(({ page, children }) => [page.slug, idsOf(children)]));
  const sections = parts.map(({ page: { slug }, children }) => {
    settle(slug, children, { base, ids });
    const section: ElementContent = {
      type: 'element',
      tagName: 'section',
      properties: { id: anchorOf(slug), className: ['whole-page'] },
      children,
    };
    return toHtml(section);
  });
  return `<main>${contentsOf(pages)}${sections.join('\n')}</main>`;
}

const STYLES = /<meta name="whole-styles"[^>]*>/;
const PAGES = /<main data-whole-pages[^>]*><\/main>/;

/** @param frame the built page that waits for what is put together here */
export function filled(frame: string, pages: readonly NamedPage[], base: string): string {
  if (!STYLES.test(frame) || !PAGES.test(frame))
    throw new Error('the frame of the whole course has no places');
  // The frame's own styles come last: they say what is different here.
  return frame
    .replace(STYLES, '')
    .replace('<link rel="canonical"', () => `${stylesOf(pages)}<link rel="canonical"`)
    .replace(PAGES, () => wholeOf(pages, base));
}
