/** "Figure 7.2", "equation 7.1", "section 7.3": what references to the parts of a chapter say. */
import { isJsx, pageOf, sectionOf, type CoursePage } from '../../text/coursePages.ts';
import type { Root } from 'mdast';

const WORDS: Readonly<Record<string, string>> = {
  Lab: 'Figure',
  SpeedUp: 'Figure',
  Dashboard: 'Figure',
  Equation: 'equation',
  Table: 'table',
  Quiz: 'question',
  Exercise: 'exercise',
};

/** Ids of the numbered sections: those of the second level. */
function numberedSections(tree: Root): string[] {
  const ids: string[] = [];
  const walk = (node: Root | Root['children'][number]): void => {
    if (node.type === 'heading') {
      const id = node.depth === 2 ? sectionOf(node) : undefined;
      if (id !== undefined) ids.push(id);
    } else if (node.type === 'root' || isJsx(node)) for (const child of node.children) walk(child);
  };
  walk(tree);
  return ids;
}

function labelsIn(page: CoursePage): Map<string, string> {
  const labels = new Map([...page.sections].map(([id, title]) => [id, `“${title}”`]));
  const numbered = (id: string, word: string, at: number) =>
    labels.set(id, `${word} ${page.chapter === undefined ? '' : `${page.chapter}.`}${at}`);
  if (page.chapter !== undefined)
    numberedSections(page.tree).forEach((id, i) => numbered(id, 'section', i + 1));
  const counts = new Map<string, number>();
  for (const { name, attributes } of page.components) {
    const word = WORDS[name];
    if (word === undefined) continue;
    const count = (counts.get(word) ?? 0) + 1;
    counts.set(word, count);
    numbered(String(attributes['id']), word, count);
  }
  return labels;
}

const known = new Map<string, ReadonlyMap<string, string>>();

/** @throws if the page has no such id */
export function labelOf(id: string, slug: string): string {
  const labels = known.get(slug) ?? labelsIn(pageOf(slug));
  known.set(slug, labels);
  const label = labels.get(id);
  if (label === undefined) throw new Error(`${slug} has no "${id}"`);
  return label;
}
