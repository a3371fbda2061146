/**
 * The components of a page need no import lines: every file in the folders below is a component, by its file's name, and
 * a page imports exactly those that it uses, so that it ships their styles and no others.
 */
import { globSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Root, RootContent } from 'mdast';
import type {} from 'remark-mdx';
import type { VFile } from 'vfile';
import { eachComponent, refuse } from './jsx.ts';

const FOLDERS = ['figure', 'text', 'examples', 'programs', 'teach'];

/** Name → path from the root of the project. */
export function componentsIn(root: string): ReadonlyMap<string, string> {
  const paths = FOLDERS.flatMap((folder) => globSync(`components/${folder}/*.astro`, { cwd: root }));
  const components = new Map<string, string>();
  for (const path of paths.sort()) {
    const name = basename(path, '.astro');
    const other = components.get(name);
    if (other !== undefined) throw new Error(`two components are called ${name}: ${other} and ${path}`);
    components.set(name, path.replaceAll('\\', '/'));
  }
  return components;
}

/** Elements of HTML are written small; Fragment is Astro's own. */
const isComponent = (name: string) => /^[A-Z]/.test(name) && name !== 'Fragment';

/** @param root of the project */
export function components(root: string) {
  const known = componentsIn(root);
  return () =>
    (tree: Root, file: VFile): void => {
      const used = new Set<string>();
      eachComponent(tree, (element, name) => {
        if (!isComponent(name)) return;
        if (!known.has(name))
          refuse(file, element, `<${name}>: no such component; there are ${[...known.keys()].join(', ')}`);
        used.add(name);
      });
      const imports = [...known].filter(([name]) => used.has(name));
      tree.children.unshift(
        ...imports.map(([name, path]) =>
          importOf(name, relative(dirname(file.path), join(root, path)).replaceAll('\\', '/')),
        ),
      );
    };
}

type MdxjsEsm = Extract<RootContent, { type: 'mdxjsEsm' }>;

/** `import Name from 'path'`, as MDX reads it. */
function importOf(name: string, path: string): MdxjsEsm {
  const estree: NonNullable<NonNullable<MdxjsEsm['data']>['estree']> = {
    type: 'Program',
    sourceType: 'module',
    body: [
      {
        type: 'ImportDeclaration',
        specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name } }],
        source: { type: 'Literal', value: path },
        attributes: [],
      },
    ],
  };
  return { type: 'mdxjsEsm', value: `import ${name} from '${path}'`, data: { estree } };
}
