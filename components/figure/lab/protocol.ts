/** What the page and the worker say to each other: plain data only. */
import type { Progress, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { KernelKind } from '../../../sim/kernels/kernels.ts';
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import type { CrewTimes } from '../../host/crew/times.ts';
import type { GoalResult } from '../../host/goals.ts';

export type ToWorker =
  | {
      readonly type: 'run';
      readonly run: number;
      readonly id: string;
      readonly settings: Settings;
      /** Plain TypeScript, though SIMD may be there. */
      readonly plain?: boolean;
      /** A reader's own model, from which the run goes on. */
      readonly resumed?: Checkpoint;
      /** The text of a reader's own file of facts. */
      readonly dropped?: string;
      /** So many workers; undefined: as many as pay. */
      readonly workers?: number;
    }
  /** A run is likely to follow. */
  | { readonly type: 'prepare'; readonly id: string }
  | { readonly type: 'cancel'; readonly run: number };

export interface Finished {
  readonly hash: string;
  readonly seconds: number;
  readonly goals: Readonly<Record<string, GoalResult>>;
  /** Where the time went, if the run could have several workers. */
  readonly times?: CrewTimes | undefined;
}

export type FromWorker =
  /** It is loaded, and hears. */
  | { readonly type: 'ready' }
  | { readonly type: 'engine'; readonly run: number; readonly kind: KernelKind }
  /** How many workers most of the time was spent with so far, whenever it is another number. */
  | { readonly type: 'workers'; readonly run: number; readonly count: number }
  | {
      readonly type: 'rows';
      readonly run: number;
      readonly rows: readonly Row[];
      readonly progress?: Progress;
    }
  /** A model that the run has trained. */
  | { readonly type: 'trained'; readonly run: number; readonly name: string; readonly trained: Checkpoint }
  | ({ readonly type: 'done'; readonly run: number; readonly rows: readonly Row[] } & Finished)
  | { readonly type: 'cancelled'; readonly run: number }
  | { readonly type: 'failed'; readonly run: number; readonly reason: string };

const ANSWERS: ReadonlySet<unknown> = new Set<FromWorker['type']>([
  'ready',
  'engine',
  'workers',
  'rows',
  'trained',
  'done',
  'cancelled',
  'failed',
]);

/** Whether it is something that our worker says. */
export function isAnswer(data: unknown): data is FromWorker {
  return typeof data === 'object' && data !== null && 'type' in data && ANSWERS.has(data.type);
}

/** The part of Worker and MessagePort that both sides use. */
export interface Line<Out> {
  postMessage(message: Out): void;
  onmessage: ((event: MessageEvent) => void) | null;
}
