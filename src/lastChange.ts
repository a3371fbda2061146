/** When the text of a page last changed: the day of the newest commit that touched its source. */
import { git } from '../components/project.ts';

const COMMIT = 'commit ';

/** @param log of `git log --format='commit %as' --name-only`, the newest first */
export function daysIn(log: string): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  let day = '';
  for (const line of log.split('\n')) {
    if (line.startsWith(COMMIT)) day = line.slice(COMMIT.length);
    else if (line !== '' && !days.has(line)) days.set(line, day);
  }
  return days;
}

/** A shallow clone holds only the last commits, and every older page would seem to be of that day. */
const isWhole = git('rev-parse', '--is-shallow-repository') === 'false';
const days = isWhole
  ? daysIn(git('log', `--format=${COMMIT}%as`, '--name-only', '--', 'content'))
  : new Map<string, string>();

/** "2026-11-27"; undefined for a page without a source of its own, and without the history. */
export const lastChangeOf = (slug: string): string | undefined => days.get(`content/${slug}.mdx`);
