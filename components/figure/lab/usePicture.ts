/** What the picture shows: drawn when it changes, and put into words when it has come to rest. */
import { useCallback, useEffect, useRef } from 'react';
import type { Declaration, Row } from '../../../sim/experiment.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import { summaryOf } from '../../chart/summary.ts';
import { upTo } from './describe.ts';
import { openPicture, type PictureOf } from './picture.ts';
import type { UseFigure } from './useFigure.ts';
import type { Pin } from './usePins.ts';

/** A slider in motion is not described at each of its steps. */
const QUIET_MS = 600;

/** A run as the picture shows it: up to the playhead, with pinned runs and the reader's guess. */
export function useShown(
  { clock }: Declaration,
  at: number,
  pinned: readonly Pin[],
  guess: Shown['guess'],
): (whole: readonly Row[]) => Shown {
  return useCallback(
    // A new object each time: the rows of a run under way grow in place.
    (whole) => ({ rows: upTo(whole, clock?.series, at), whole, pinned, ...(guess && { guess }) }),
    [clock, at, pinned, guess],
  );
}

/** @param shown undefined while the drawing made at build stands */
export function usePicture(
  figure: UseFigure['figure'],
  declaration: Declaration,
  shown: Shown | undefined,
  running: boolean,
  tab: number,
): void {
  const picture = useRef<PictureOf>(undefined);
  useEffect(() => {
    const opened = openPicture(figure(), declaration);
    picture.current = opened;
    return () => opened.close();
  }, [declaration, figure]);
  // Tables of a run under way are shorter than those of the run before: the picture keeps its height meanwhile.
  useEffect(() => {
    const box = figure().querySelector<HTMLElement>('[data-picture]')!;
    if (!running) return;
    box.style.minHeight = `${box.offsetHeight}px`;
    return () => {
      box.style.minHeight = '';
    };
  }, [running, tab, figure]);
  useEffect(() => {
    if (shown) picture.current?.draw(shown, running);
    // A view in a tab that was closed is drawn when it opens.
  }, [shown, running, tab]);
}

/** The picture in words: its label, once it has come to rest. @param rows undefined while they still arrive */
export function useLabel(
  figure: UseFigure['figure'],
  declaration: Declaration,
  rows: Shown['rows'] | undefined,
): void {
  useEffect(() => {
    if (!rows) return;
    const timer = setTimeout(() => {
      const words = summaryOf(declaration, rows);
      figure().querySelector('[data-picture]')?.setAttribute('aria-label', words);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [rows, declaration, figure]);
}
