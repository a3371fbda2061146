/** Citations: every key is in the bibliography, and the page's list of references holds what the page cites. */
import { readFileSync } from 'node:fs';
import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { describe, shortName, type CslEntry } from '../../components/text/citation.ts';
import { attributeOf, eachComponent, refuse, removeAttribute, setAttribute, type Jsx } from './jsx.ts';

export function readBibliography(path: string): ReadonlyMap<string, CslEntry> {
  const entries = JSON.parse(readFileSync(path, 'utf8')) as CslEntry[];
  return new Map(entries.map((entry) => [entry.id, entry]));
}

/** @param path of the bibliography: a JSON array of CSL entries */
export function citations(path: string) {
  return () =>
    (tree: Root, file: VFile): void => {
      const bibliography = readBibliography(path);
      const cited = new Map<string, CslEntry>();
      const lists: Jsx[] = [];
      let first: Jsx | undefined;
      eachComponent(tree, (element, name) => {
        if (name === 'References') lists.push(element);
        if (name !== 'Cite') return;
        first ??= element;
        const key = attributeOf(element, 'key') ?? '';
        const entry = bibliography.get(key);
        if (entry === undefined) {
          refuse(
            file,
            element,
            `<Cite key="${key}">: no such entry; there are ${[...bibliography.keys()].join(', ')}`,
          );
        }
        // JSX keeps `key` to itself: the component would never see it.
        removeAttribute(element, 'key');
        setAttribute(element, 'entry', JSON.stringify(describe(entry)));
        if (!cited.has(key)) setAttribute(element, 'first', 'true');
        cited.set(key, entry);
      });
      const [list, second] = lists;
      if (second) refuse(file, second, 'a page has one <References />; this is the second');
      if (!list && first) refuse(file, first, 'the page cites, so it needs <References /> at its end');
      if (!list) return;
      const order = (entry: CslEntry): string => `${shortName(entry)} ${describe(entry).year}`;
      const entries = [...cited.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
      setAttribute(list, 'entries', JSON.stringify(entries.map(describe)));
    };
}
