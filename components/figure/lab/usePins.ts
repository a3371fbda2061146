/** Runs kept for comparison: a letter in the picture, words below it. */
import { useCallback, useState } from 'react';
import type { Row } from '../../../sim/experiment.ts';

export interface Pin {
  readonly label: string;
  readonly words: string;
  readonly rows: readonly Row[];
}

export interface UsePins {
  readonly pins: readonly Pin[];
  /** The oldest gives way when there are too many. */
  pin(words: string, rows: readonly Row[]): void;
  unpin(): void;
}

const LETTERS = ['A', 'B', 'C'];

export function usePins(): UsePins {
  const [pins, setPins] = useState<readonly Pin[]>([]);
  const pin = useCallback((words: string, rows: readonly Row[]) => {
    // A copy: the rows of a run under way go on growing.
    setPins((before) =>
      [...before.slice(1 - LETTERS.length), { words, rows: [...rows] }].map((each, i) => ({
        ...each,
        label: LETTERS[i]!,
      })),
    );
  }, []);
  const unpin = useCallback(() => setPins([]), []);
  return { pins, pin, unpin };
}
