/**
 * The registry of names that links, slides and scripts rely on: ids of pages, parameters of experiments and their
 * choices. `npm run registry` only ever adds; a test fails when one no longer resolves.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Params } from '../../sim/param.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';

export interface Registry {
  /** page → ids on it */
  readonly pages: Readonly<Record<string, readonly string[]>>;
  /** experiment → parameter → its choice values, or none */
  readonly experiments: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export const REGISTRY = 'content/registry.json';
const IDS = /\sid="((?:sec|fig|eq|tab|ex|q|rule|scenario)-[a-z0-9-]+)"/g;

export function readRegistry(): Registry {
  return existsSync(REGISTRY)
    ? (JSON.parse(readFileSync(REGISTRY, 'utf8')) as Registry)
    : { pages: {}, experiments: {} };
}

export function choicesOf(params: Params): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => [
      name,
      param.kind === 'choice' ? Object.keys(param.choices) : [],
    ]),
  );
}

/** Ids on the content pages of a built site; embeds and the print page repeat them. */
export function idsIn(root: string): Record<string, string[]> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const found: Record<string, string[]> = {};
  for (const file of files) {
    if (!file.endsWith('index.html') || /^(embed|print|pagefind)\//.test(file)) continue;
    const ids = [...readFileSync(join(root, file), 'utf8').matchAll(IDS)].map((match) => match[1]!);
    if (ids.length > 0) found[file.replace(/\/?index\.html$/, '')] = ids;
  }
  return found;
}

const union = (a: readonly string[] = [], b: readonly string[] = []) => [...new Set([...a, ...b])];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const known = readRegistry();
  const root = existsSync('dist') ? 'dist' : 'test/output/site';
  const pages: Record<string, readonly string[]> = { ...known.pages };
  for (const [page, ids] of Object.entries(idsIn(root))) pages[page] = union(pages[page], ids);
  const experiments: Record<string, Record<string, readonly string[]>> = structuredClone(known.experiments);
  for (const id of experimentIds) {
    const names = (experiments[id] ??= {});
    for (const [name, values] of Object.entries(choicesOf((await loadExperiment(id)).params))) {
      names[name] = union(names[name], values);
    }
  }
  writeFileSync(REGISTRY, `${JSON.stringify({ pages, experiments }, null, 2)}\n`);
  console.log(
    `${REGISTRY}: ${Object.values(pages).flat().length} ids, ${Object.keys(experiments).length} experiments`,
  );
}
