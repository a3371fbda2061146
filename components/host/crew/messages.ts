/** What the lead of a run and a helper say to each other: plain data, heap views copied. */
import type { Portion, Weights } from '../../../sim/crew.ts';

/** A model's parameters; without values where the helper holds this version. */
export interface SentWeights extends Omit<Weights, 'values'> {
  readonly values?: Float32Array;
}

export type ToHelper =
  /** A run begins: what earlier ones left is forgotten. */
  | { readonly type: 'begin'; readonly run: number; readonly plain: boolean }
  | {
      readonly type: 'order';
      readonly ticket: number;
      readonly task: string;
      readonly shards: readonly number[];
      readonly weights: readonly SentWeights[];
      readonly common: unknown;
      /** Of the shards above. */
      readonly inputs: readonly unknown[];
    };

export type FromHelper =
  /** Orders of this run can come. */
  | { readonly type: 'ready'; readonly run: number }
  | { readonly type: 'portion'; readonly ticket: number; readonly portion: Portion }
  /** Nothing more can be asked of it. */
  | { readonly type: 'failed' };

/** One end of a line to another worker. */
export interface Port {
  /** @param travels buffers that leave this worker */
  post(message: ToHelper, travels: ArrayBuffer[]): void;
  /** @param fail is called when the other worker cannot start or breaks off */
  listen(hear: (data: unknown) => void, fail: () => void): void;
  /** Ends the other worker. */
  close(): void;
}

/** Time, as an argument, so that tests can hand in another. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** @returns what calls it off */
  after(milliseconds: number, call: () => void): () => void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
};
