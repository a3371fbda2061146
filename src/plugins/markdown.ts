/** The remark and rehype plugins of the course, in order. */
import { join } from 'node:path';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';
import type { PluggableList } from 'unified';
import { beside } from './beside.ts';
import { citations } from './citations.ts';
import { components } from './components.ts';
import { numbering } from './numbering.ts';
import { quizzes } from './quizzes.ts';
import { strictMath } from './strictMath.ts';

const ROOT = join(import.meta.dirname, '../..');

/** @param content the folder of the pages, with bibliography.json */
export function pluginsFor(content: string): { remarkPlugins: PluggableList; rehypePlugins: PluggableList } {
  return {
    remarkPlugins: [
      remarkMath,
      numbering({ content }),
      citations(join(content, 'bibliography.json')),
      beside,
      quizzes,
      components(ROOT),
    ],
    rehypePlugins: [[rehypeKatex, { strict: 'error', throwOnError: true }], strictMath],
  };
}

export const { remarkPlugins, rehypePlugins } = pluginsFor(join(ROOT, 'content'));
