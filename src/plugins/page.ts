/** A page of the course as the plugins see it: its slug, its chapter, and what on it can be pointed at. */
import { relative } from 'node:path';
import type { Heading, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { NUMBERED } from '../../components/text/numbered.ts';
import { headingId, headingText } from './headingId.ts';
import { attributeOf, eachComponent, isJsx, refuse, type Jsx } from './jsx.ts';

export interface Page {
  readonly slug: string;
  readonly title: string;
  /** Chapters number their things 7.1, 7.2 …; other pages 1, 2 … */
  readonly chapter: number | undefined;
}

/** What a page says of itself in its front matter. */
export function pageWith({ title, chapter }: Readonly<Record<string, unknown>>, slug: string): Page {
  return {
    slug,
    title: typeof title === 'string' ? title : slug,
    chapter: typeof chapter === 'number' ? chapter : undefined,
  };
}

export interface Target {
  readonly id: string;
  /** "7.2"; undefined for a section of a page that is no chapter. */
  readonly number: string | undefined;
  /** What a reference to it says: "Figure 7.2". */
  readonly label: string;
}

export function slugOf(path: string, content: string): string {
  return relative(content, path)
    .replaceAll('\\', '/')
    .replace(/\.mdx?$/, '')
    .replace(/(^|\/)index$/, '');
}

/** Everything on a page that has an id to point at, in order of appearance. */
export function targetsOf(tree: Root, { chapter }: Page, file: VFile): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  const counts = new Map<string, number>();
  const next = (prefix: string): string => {
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    return chapter === undefined ? String(count) : `${chapter}.${count}`;
  };
  const add = (node: Jsx | Heading, target: Target): void => {
    if (targets.has(target.id)) refuse(file, node, `the id "${target.id}" is already taken on this page`);
    targets.set(target.id, target);
  };
  let section: string | undefined;
  visit(tree, (node) => {
    if (node.type === 'heading') {
      const id = headingId(node);
      if (id === undefined) return;
      if (node.depth === 2) section = chapter === undefined ? undefined : next('sec');
      const title = `“${headingText(node)}”`;
      const label = section === undefined ? title : `section ${section}`;
      add(node, {
        id,
        number: node.depth === 2 ? section : undefined,
        label: node.depth === 2 ? label : title,
      });
    }
    if (!isJsx(node) || node.name === null || !Object.hasOwn(NUMBERED, node.name)) return;
    const { prefix, word } = NUMBERED[node.name]!;
    const id = attributeOf(node, 'id');
    if (id === undefined || !new RegExp(`^${prefix}-[a-z0-9-]+$`).test(id)) {
      refuse(
        file,
        node,
        `<${node.name}> has the id "${id ?? ''}"; it needs one of the form "${prefix}-some-words"`,
      );
    }
    const number = next(prefix);
    add(node, { id, number, label: `${word} ${number}` });
  });
  return targets;
}

/** The figures of a page that run a given experiment. */
export function figuresOf(tree: Root, experiment: string): string[] {
  const ids: string[] = [];
  eachComponent(tree, (element, name) => {
    const id = attributeOf(element, 'id');
    if (name === 'Lab' && id !== undefined && attributeOf(element, 'experiment') === experiment) ids.push(id);
  });
  return ids;
}
