/** Quizzes that follow each other stand in one group, so that a wide page sets them side by side. */
import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { isJsx } from './jsx.ts';

export function quizzes() {
  return (tree: Root): void => {
    tree.children = grouped(tree.children);
  };
}

function grouped(children: readonly RootContent[]): RootContent[] {
  const out: RootContent[] = [];
  let group: MdxJsxFlowElement | undefined;
  for (const child of children) {
    if (!isQuiz(child)) {
      out.push(child);
      group = undefined;
      continue;
    }
    if (!group) out.push((group = groupOf()));
    group.children.push(child);
  }
  return out;
}

const isQuiz = (node: RootContent): node is MdxJsxFlowElement =>
  isJsx(node) && node.type === 'mdxJsxFlowElement' && node.name === 'Quiz';

function groupOf(): MdxJsxFlowElement {
  const attributes = [{ type: 'mdxJsxAttribute' as const, name: 'class', value: 'quizzes' }];
  return { type: 'mdxJsxFlowElement', name: 'div', attributes, children: [] };
}
