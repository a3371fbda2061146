/** Longer answers that say nothing more. */
import { END, LONGEST_ANSWER } from '../../world/world.ts';

/** Repeats the last two words, “monitor” and what, in front of the end, until so many are added or no more fit. */
export function padded(answer: readonly number[], words: number): readonly number[] {
  const ended = answer.at(-1) === END;
  const said = ended ? answer.slice(0, -1) : answer;
  if (!ended || said.length < 2) return answer;
  const more = Math.min(words, LONGEST_ANSWER - answer.length);
  const tail = said.slice(-2);
  return [...said, ...Array.from({ length: Math.max(0, more) }, (_, i) => tail[i % 2]!), END];
}
