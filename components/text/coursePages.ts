/** The pages of the course as their sources declare them: figures, symbols and checked claims. Build time only (Node). */
import { globSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import type { Heading, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString } from 'mdast-util-to-string';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { pathOf, readText } from '../project.ts';
import { NUMBERED } from './numbered.ts';

export type Jsx = MdxJsxFlowElement | MdxJsxTextElement;

/** A component on a page, with the section in which it stands. */
export interface Placed {
  readonly name: string;
  /** Its attributes, as the page gives them; those that cannot be read without rendering are absent. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Id of the section; undefined before the first. */
  readonly section: string | undefined;
  /** Id of the numbered component around it. */
  readonly within: string | undefined;
  /** As it is written on the page, with what it encloses. */
  readonly source: string;
  /** For readers who want more: it stands in a fold. */
  readonly folded: boolean;
}

export interface CoursePage {
  readonly slug: string;
  readonly title: string;
  readonly chapter: number | undefined;
  readonly components: readonly Placed[];
  /** Titles of its sections by their ids, in order. */
  readonly sections: ReadonlyMap<string, string>;
  /** Shows what a drug does or should. */
  readonly clinical: boolean;
  /** Its source, without the front matter. */
  readonly body: string;
  readonly lede: string;
  readonly goals: readonly string[];
  /** Slugs of the pages that it builds on. */
  readonly needs: readonly string[];
  readonly tree: Root;
}

const PARTS = ['part-1', 'part-2', 'applications', 'lab', 'teach', 'reference'];
/** Reads a page's source, or a part of one. */
export const parser = unified().use(remarkParse).use(remarkMdx).use(remarkMath);

const FOLDS = new Set(['Further', 'Folded']);

export const isJsx = (node: { readonly type: string }): node is Jsx =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** `## Title {/* #sec-id … }` */
export function sectionOf({ children }: Heading): string | undefined {
  const last = children.at(-1);
  return last?.type === 'mdxTextExpression' ? /#([\w-]+)/.exec(last.value)?.[1] : undefined;
}

/** The words of a heading, without its id. */
const titleOf = ({ children }: Heading): string =>
  children.filter(({ type }) => type !== 'mdxTextExpression').map((child) => toString(child)).join('').trim(); // prettier-ignore

/** An expression of constants only: what it is worth without the page around it. */
function worth(expression: string): unknown {
  try {
    return runInNewContext(`(${expression})`) as unknown;
  } catch {
    return undefined;
  }
}

/** What a component is given, as far as it can be read without rendering. */
export function attributesOf(element: Jsx): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const attribute of element.attributes) {
    if (attribute.type !== 'mdxJsxAttribute') continue;
    const { name, value } = attribute;
    const read = value === null || value === undefined ? true : typeof value === 'string' ? value : worth(value.value); // prettier-ignore
    if (read !== undefined) attributes[name] = read;
  }
  return attributes;
}

function componentsOf(tree: Root, text: string): Placed[] {
  const placed: Placed[] = [];
  let section: string | undefined;
  const walk = (
    node: Root | Jsx | Root['children'][number],
    within: string | undefined,
    folded: boolean,
  ): void => {
    let inner = within;
    const folds = folded || (isJsx(node) && FOLDS.has(node.name ?? ''));
    if (node.type === 'heading') section = sectionOf(node) ?? section;
    if (isJsx(node) && node.name !== null) {
      const attributes = attributesOf(node);
      const source = text.slice(node.position?.start.offset, node.position?.end.offset);
      placed.push({ name: node.name, attributes, section, within, source, folded });
      if (typeof attributes['id'] === 'string') inner = attributes['id'];
    }
    if ('children' in node) for (const child of node.children) walk(child, inner, folds);
  };
  walk(tree, undefined, false);
  return placed;
}

function sectionsOf(tree: Root): Map<string, string> {
  const sections = new Map<string, string>();
  const walk = (node: Root | Root['children'][number]): void => {
    if (node.type === 'heading') {
      const id = sectionOf(node);
      if (id !== undefined) sections.set(id, titleOf(node));
    } else if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  return sections;
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function read(path: string): CoursePage {
  const { frontmatter, content } = parseFrontmatter(readText(path));
  const tree = parser.parse(content);
  return {
    slug: path.replaceAll('\\', '/').replace(/^content\//, '').replace(/\.mdx$/, ''), // prettier-ignore
    title: String(frontmatter['title']),
    chapter: typeof frontmatter['chapter'] === 'number' ? frontmatter['chapter'] : undefined,
    components: componentsOf(tree, content),
    sections: sectionsOf(tree),
    clinical: frontmatter['clinical'] === true,
    body: content,
    lede: textOf(frontmatter['lede']),
    goals: listOf(frontmatter['goals']),
    needs: listOf(frontmatter['needs']),
    tree,
  };
}

const rank = ({ slug, chapter }: CoursePage) =>
  [PARTS.indexOf(slug.split('/')[0]!), chapter ?? 1000] as const;

/** All pages: parts in order, chapters by number, pages without one after them. */
export const coursePages: readonly CoursePage[] = globSync('content/**/*.mdx', { cwd: pathOf('.') })
  .map(read)
  .toSorted((a, b) => {
    const [partA, chapterA] = rank(a);
    const [partB, chapterB] = rank(b);
    return partA - partB || chapterA - chapterB || a.slug.localeCompare(b.slug, 'en');
  });

/** "7 The reward model ranks pairs"; the number stays on the line of its title. */
export const nameOf = ({ chapter, title }: CoursePage): string =>
  chapter === undefined ? title : `${chapter}\u00a0${title}`;

/** @throws if the course has no such page */
export function pageOf(slug: string): CoursePage {
  const page = coursePages.find((each) => each.slug === slug);
  if (!page) throw new Error(`no page "${slug}" in content/`);
  return page;
}

/** What the section at "part-1/elo#sec-update" is called.
 * @throws if there is none */
export function sectionTitle(at: string): string {
  const [slug = '', id = ''] = at.split('#');
  const title = pageOf(slug).sections.get(id);
  if (title === undefined) throw new Error(`no section "${id}" in ${slug}`);
  return title;
}

/** "Figure 7.2", "question 7.1": what references call the numbered components of a page, by their ids. */
export function labelsOf({ chapter, components }: CoursePage): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    components.flatMap(({ name, attributes: { id } }): [string, string][] => {
      if (!Object.hasOwn(NUMBERED, name) || typeof id !== 'string') return [];
      const { prefix, word } = NUMBERED[name]!;
      const count = (counts.get(prefix) ?? 0) + 1;
      counts.set(prefix, count);
      return [[id, `${word} ${chapter === undefined ? '' : `${chapter}.`}${count}`]];
    }),
  );
}

export interface PlacedFigure {
  readonly page: CoursePage;
  readonly id: string;
  /** "Figure 7.2" */
  readonly label: string;
  readonly experiment: string;
}

/** The figures of the course in reading order, numbered as on their pages. */
export const placedFigures: readonly PlacedFigure[] = coursePages.flatMap((page) => {
  const labels = labelsOf(page);
  return page.components
    .filter(({ name }) => name === 'Lab' || name === 'SpeedUp')
    .map(({ attributes }) => {
      const id = String(attributes['id']);
      return { page, id, label: labels.get(id)!, experiment: String(attributes['experiment']) };
    });
});
