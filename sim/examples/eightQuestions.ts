/** The eight questions of Program 2: what its guide prints of five of them, three rebuilt, and the corrected answers. */
import type { Evidence } from '../world/formulary.ts';
import file from './eight-questions.json' with { type: 'json' };

interface Answer {
  /** As printed, “of 10”; of a rebuilt question as chosen. */
  readonly reward: number;
  readonly answer: string;
}

export interface EightQuestion {
  readonly id: string;
  readonly name: string;
  readonly question: string;
  /** Printed in the source; the others are rebuilt. */
  readonly documented: boolean;
  readonly before: Answer;
  readonly after: Answer;
  /** What the source says about the two answers. */
  readonly printed?: { readonly percent: number; readonly problem: string; readonly advantage: string };
  readonly corrected: string;
  readonly authority: string;
  readonly checked: Evidence;
  /** Key of the nearest fact of the teaching world, if there is one. */
  readonly fact?: string;
  /** What that fact leaves out, or why there is none. */
  readonly lost: string;
}

/** Means and a percentage as one document prints them. */
export interface PrintedMeans {
  readonly document: string;
  readonly before: number;
  readonly after: number;
  readonly percent: number;
}

export const eightQuestions = file.questions as readonly EightQuestion[];
export const printedMeans: readonly PrintedMeans[] = file.printed;
