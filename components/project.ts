/** Files of the project, read while the site is built: its bundles lie elsewhere, so paths count from where it runs. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param path from the root of the project */
export const pathOf = (path: string): string => join(process.cwd(), path);

export const readText = (path: string): string => readFileSync(pathOf(path), 'utf8');

export const readJson = (path: string): unknown => JSON.parse(readText(path));

/** What git says of the project; empty where there is none: a tarball has no history. */
export function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
