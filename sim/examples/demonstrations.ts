/** The 12 demonstrations of Part 1: prompts, and what an expert answers. */
import type { Evidence } from '../world/formulary.ts';
import demonstrationList from './demonstrations.json' with { type: 'json' };

export interface Demonstration {
  readonly id: string;
  readonly topic: string;
  readonly prompt: string;
  readonly completion: string;
  readonly authority: string;
  readonly checked: Evidence;
}

export const demonstrations = demonstrationList as readonly Demonstration[];
