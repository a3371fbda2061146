/** The 15 pharmacy sequences of the chapter on pretraining. */
import type { Evidence } from '../world/formulary.ts';
import sequences from './pretraining-sequences.json' with { type: 'json' };

export interface PretrainingSequence {
  readonly id: string;
  readonly topic: string;
  readonly context: string;
  readonly continuation: string;
  readonly authority: string;
  readonly checked: Evidence;
}

export const pretrainingSequences = sequences as readonly PretrainingSequence[];
