/** A figure tells the page which finished run it shows, its rows and models with it. */
import { useEffect, useEffectEvent } from 'react';
import type { Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { Checkpoint } from './modelFile.ts';
import type { UseFigure } from './useFigure.ts';
import type { Drawn } from './useRun.ts';

/** Dispatched on the figure, and bubbles. */
export const DRAWN = 'lab:drawn';
/** Dispatched on the document by who comes late: every figure tells again. */
export const ASK = 'lab:ask-drawn';

export interface DrawnRun {
  readonly experiment: string;
  readonly settings: Settings;
  /** Where they differ from the defaults, in words. */
  readonly words: string;
  readonly rows: readonly Row[];
  /** The models that it has left, by name; none of a recorded run. */
  readonly trained: Readonly<Record<string, Checkpoint>>;
}

/** @param words undefined while the drawing made at build stands */
export function useDrawnEvent(
  figure: UseFigure['figure'],
  experiment: string,
  drawn: Drawn,
  words: string | undefined,
): void {
  const tell = useEffectEvent(() => {
    const { rows, settings, finished, trained } = drawn;
    if (!rows || !finished || words === undefined) return;
    const detail: DrawnRun = { experiment, settings, words, rows, trained };
    figure().dispatchEvent(new CustomEvent(DRAWN, { bubbles: true, detail }));
  });
  useEffect(() => tell(), [drawn]);
  useEffect(() => {
    const onAsk = () => tell();
    document.addEventListener(ASK, onAsk);
    return () => document.removeEventListener(ASK, onAsk);
  }, []);
}
