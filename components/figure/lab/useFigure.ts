/** The figure around the island: it was drawn at build and belongs to the page, not to React. */
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { UseRun } from './useRun.ts';

export interface UseFigure {
  /** For an element of the island, from which the figure is found. */
  readonly root: RefObject<HTMLDivElement | null>;
  figure(): HTMLElement;
}

export function useFigure(): UseFigure {
  const root = useRef<HTMLDivElement>(null);
  const figure = useCallback(() => root.current!.closest<HTMLElement>('figure')!, []);
  return { root, figure };
}

export interface Condition {
  /** The controls work. */
  readonly ready: boolean;
  readonly run: UseRun;
  /** The picture shows other settings than the controls. */
  readonly stale: boolean;
  /** The reader's guess is waited for. */
  readonly veiled: boolean;
  /** In large type, for a projector. */
  readonly presenting: boolean;
}

/** Writes a figure's condition where style sheets, scripts and tests read it. */
export function useCondition(
  figure: UseFigure['figure'],
  { ready, run, stale, veiled, presenting }: Condition,
): void {
  const { state, drawn } = run;
  const hash = state === 'done' ? drawn.finished?.hash : undefined;
  useEffect(() => {
    if (ready) figure().setAttribute('data-ready', '');
  }, [ready, figure]);
  useEffect(() => {
    figure().dataset['run'] = state;
    if (hash !== undefined) figure().dataset['hash'] = hash;
    else delete figure().dataset['hash'];
  }, [state, hash, figure]);
  useEffect(() => {
    figure().toggleAttribute('data-stale', stale);
    figure().toggleAttribute('data-veiled', veiled);
    figure().toggleAttribute('data-presenting', presenting);
  }, [stale, veiled, presenting, figure]);
}
