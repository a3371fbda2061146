/** Paragraphs and lists of a page by the section in which they stand. */
import type { List, Paragraph, PhrasingContent, Root } from 'mdast';
import { isJsx, sectionOf, type CoursePage } from '../../text/coursePages.ts';

/** Components whose paragraphs are not the running text of their section. */
const ASIDE = new Set(['Further', 'Folded', 'Exercise', 'Equation', 'Table', 'Moved', 'Note']);

interface Passage {
  readonly section: string | undefined;
  readonly node: Paragraph | List;
}

function passagesOf(tree: Root): Passage[] {
  const found: Passage[] = [];
  let section: string | undefined;
  const walk = (node: Root | Root['children'][number]): void => {
    if (node.type === 'heading') section = sectionOf(node) ?? section;
    else if (node.type === 'paragraph' || node.type === 'list') found.push({ section, node });
    else if (node.type === 'root' || (isJsx(node) && !ASIDE.has(node.name ?? '')))
      for (const child of node.children) walk(child);
  };
  walk(tree);
  return found;
}

/** The running text of a section, paragraph by paragraph. */
export const paragraphsIn = ({ tree }: CoursePage, section: string): readonly PhrasingContent[][] =>
  passagesOf(tree).flatMap((each) =>
    each.section === section && each.node.type === 'paragraph' ? [each.node.children] : [],
  );

/** The items of the first list of a section. */
export function itemsIn({ tree }: CoursePage, section: string): readonly PhrasingContent[][] {
  const list = passagesOf(tree).find((each) => each.section === section && each.node.type === 'list');
  if (list?.node.type !== 'list') return [];
  return list.node.children.map(({ children: [first] }) =>
    first?.type === 'paragraph' ? first.children : [],
  );
}
