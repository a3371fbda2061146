/** A folder, and those that it stands in. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Not Node's own recursive way: below a folder that takes none, such as /proc, it never returns.
 *
 * @throws of the system, if there is a file in the way or no right to write
 */
export function makeFolder(folder: string): void {
  const whole = resolve(folder);
  if (existsSync(whole)) return;
  const parent = dirname(whole);
  if (parent !== whole) makeFolder(parent);
  mkdirSync(whole);
}
