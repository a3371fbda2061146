/** The 12 demonstrations of Part 1: prompts, and what an expert answers. */
import demonstrationList from './demonstrations.json' with { type: 'json' };

export interface Demonstration {
  readonly id: string;
  readonly topic: string;
  readonly prompt: string;
  readonly completion: string;
  readonly authority: string;
  /** `seen`: the authority was re-read; `knowledge`: it is named, not re-read. */
  readonly checked: 'seen' | 'knowledge';
}

export const demonstrations = demonstrationList as readonly Demonstration[];
