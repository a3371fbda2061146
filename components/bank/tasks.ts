/** The tasks of the handout for 90 minutes, as the page of tasks writes them, each with the figure that it opens. Build time only (Node). */
import { attributesOf, isJsx, pageOf } from '../text/coursePages.ts';
import { itemsIn } from '../teach/deck/passages.ts';
import { htmlOf } from '../teach/deck/prose.ts';

export interface Task {
  readonly html: string;
  /** "part-1/pipeline/#fig-ask"; undefined if it needs none. */
  readonly figure: string | undefined;
}

const page = pageOf('teach/assessment');

export const TASKS_ADDRESS = 'handout/ninety-minutes/';

export const tasks: Promise<readonly Task[]> = Promise.all(
  itemsIn(page, 'sec-handout').map(async (nodes): Promise<Task> => {
    const html = await htmlOf(nodes, page);
    if (html === undefined) throw new Error(`${page.slug}#sec-handout: a task cannot stand on a sheet`);
    const [figure] = nodes.flatMap((node) => {
      if (!isJsx(node)) return [];
      const { to, page: on } = attributesOf(node);
      return typeof to === 'string' && typeof on === 'string' && to.startsWith('fig-')
        ? [`${on}/#${to}`]
        : [];
    });
    return { html, figure };
  }),
);
