/** The 15 pharmacy sequences of the chapter on pretraining. */
import sequences from './pretraining-sequences.json' with { type: 'json' };

export interface PretrainingSequence {
  readonly id: string;
  readonly topic: string;
  readonly context: string;
  readonly continuation: string;
  readonly authority: string;
  /** `seen`: the authority was re-read; `knowledge`: it is named, not re-read. */
  readonly checked: 'seen' | 'knowledge';
}

export const pretrainingSequences = sequences as readonly PretrainingSequence[];
