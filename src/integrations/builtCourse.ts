/** The pages of the course in a finished build, in order. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import { PARTS } from '../course.ts';
import { mainOf } from '../text/html.ts';

export interface CoursePage {
  readonly slug: string;
  /** "6 Supervised fine-tuning" */
  readonly name: string;
  /** "Part 1: From text to a reward model" */
  readonly part: string;
  readonly html: string;
  readonly main: Element;
}

/** A page that search engines are asked to leave out, such as that of the answers, stands alone: no list repeats it. */
const isApart = (html: string) => html.includes('<meta name="robots" content="noindex"');

/** @param root the folder of the build */
export const builtCourse = (root: string): CoursePage[] =>
  PARTS.flatMap(({ title: part, about, entries }) =>
    entries.flatMap(({ slug, title, number }) => {
      const file = join(root, slug, 'index.html');
      if (!existsSync(file)) return [];
      const html = readFileSync(file, 'utf8');
      if (isApart(html)) return [];
      const name = number === undefined ? title : `${number} ${title}`;
      return [{ slug, name, part: `${part}: ${about}`, html, main: mainOf(html) }];
    }),
  );
