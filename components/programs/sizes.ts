/** How many examples the original programs had, and how many this course has. */
import { demonstrations } from '../../sim/examples/demonstrations.ts';
import { eightQuestions } from '../../sim/examples/eightQuestions.ts';
import { preferencePairs } from '../../sim/examples/preferencePairs.ts';
import { pretrainingSequences } from '../../sim/examples/pretrainingSequences.ts';
import { columns } from './stage.ts';

export const ORIGINAL = { sequences: 10, demonstrations: 5, pairs: 20, queries: 8 } as const;

const size = (what: string, original: number | string, here: number | string) =>
  what.padEnd(14) + columns(original, here);

/** @param asked a remark on the queries */
export const sizes = (asked = ''): string[] => [
  size('examples', 'original', 'here'),
  size('sequences', ORIGINAL.sequences, pretrainingSequences.length),
  size('demonstrations', ORIGINAL.demonstrations, demonstrations.length),
  size('pairs', ORIGINAL.pairs, preferencePairs.length),
  size('queries', ORIGINAL.queries, eightQuestions.length) + asked,
];
