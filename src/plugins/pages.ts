/** The targets of other pages, read from their sources; kept until a source changes. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { pageWith, slugOf, targetsOf, type Page, type Target } from './page.ts';

export interface ReadPage {
  readonly page: Page;
  readonly targets: ReadonlyMap<string, Target>;
}

const read = new Map<string, { readonly changed: number; readonly result: ReadPage }>();
const parser = unified().use(remarkParse).use(remarkMdx).use(remarkMath);

export function slugsIn(content: string): string[] {
  return globSync('**/*.mdx', { cwd: content })
    .map((path) => slugOf(join(content, path), content))
    .sort();
}

/** undefined if there is no such page. */
export function readPage(slug: string, content: string): ReadPage | undefined {
  const path = [`${slug}.mdx`, `${slug}/index.mdx`]
    .map((name) => join(content, name))
    .find((name) => statSync(name, { throwIfNoEntry: false }));
  if (path === undefined) return undefined;
  const changed = statSync(path).mtimeMs;
  const known = read.get(path);
  if (known?.changed === changed) return known.result;
  // Spaces keep the place of the front matter, so that lines count as in the file.
  const { frontmatter, content: value } = parseFrontmatter(readFileSync(path, 'utf8'), {
    frontmatter: 'empty-with-spaces',
  });
  const page = pageWith(frontmatter, slug);
  const file = new VFile({ path, value });
  const result = { page, targets: targetsOf(parser.parse(file), page, file) };
  read.set(path, { changed, result });
  return result;
}
