/** Which files a file is made of: what it imports, at once or later, and what those import. */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const IMPORT = /(?:\bfrom|\bimport|\bnew URL\()\s*\(?\s*['"](\.[^'"]+)['"]/g;

/** Types are gone before anything runs. */
const TYPES = /\b(?:import|export) type\b[^;]*;/g;

const known = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  const imports =
    known.get(file) ??
    [...readFileSync(file, 'utf8').replaceAll(TYPES, '').matchAll(IMPORT)]
      .map(([, from]) => posix.join(posix.dirname(file), from!))
      .filter((path) => existsSync(path));
  known.set(file, imports);
  return imports;
}

/** @param end a file whose own imports are not followed */
export function reach(files: readonly string[], end?: string): Set<string> {
  const reached = new Set(files);
  for (const file of reached) {
    if (file === end || !/\.(ts|tsx|mjs|js|astro|mdx)$/.test(file)) continue;
    for (const path of importsOf(file)) reached.add(path);
  }
  return reached;
}
