/** What is timed: sizes and batches. */
import type { Shape } from '../../../sim/model/shape.ts';

export interface Case {
  readonly name: string;
  readonly shape: Shape;
  readonly sequences: number;
}

export const CASES: readonly Case[] = [
  {
    name: 'W',
    shape: { vocabulary: 256, context: 48, width: 64, layers: 2, heads: 4 },
    sequences: 32,
  },
  {
    name: 'W-small',
    shape: { vocabulary: 256, context: 32, width: 32, layers: 1, heads: 2 },
    sequences: 32,
  },
  {
    name: 'course',
    shape: { vocabulary: 312, context: 21, width: 48, layers: 1, heads: 3 },
    sequences: 16,
  },
];
