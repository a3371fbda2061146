/** What git knows of this copy. A tarball has no history: then every answer is empty. */
import { execFileSync } from 'node:child_process';

export function git(...args: string[]): string {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
