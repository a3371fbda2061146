/** How a figure and its page speak: phrases wish for settings, a finished run is told to exercises. */
import { useEffect, useEffectEvent } from 'react';
import type { Settings } from '../../../sim/param.ts';
import type { SavedRun } from '../runs/savedRun.ts';
import type { Models } from '../runs/store.ts';
import type { UseFigure } from './useFigure.ts';
import type { UseRun } from './useRun.ts';

export interface Wish {
  readonly experiment: string;
  readonly values: Settings;
  /** Also press Run. */
  readonly run?: boolean;
}

export function useWishes(id: string, grant: (wish: Wish) => void): void {
  const hear = useEffectEvent((wish: Wish) => {
    if (wish.experiment === id) grant(wish);
  });
  useEffect(() => {
    const onSet = (event: Event) => hear((event as CustomEvent<Wish>).detail);
    document.addEventListener('lab:set', onSet);
    return () => document.removeEventListener('lab:set', onSet);
  }, []);
}

/** A run that was kept, to be drawn again. */
export interface Shown {
  readonly run: SavedRun;
  readonly models: Models;
}

export function useKept(id: string, show: (shown: Shown) => void): void {
  const hear = useEffectEvent((shown: Shown) => {
    if (shown.run.experiment === id) show(shown);
  });
  useEffect(() => {
    const onShow = (event: Event) => hear((event as CustomEvent<Shown>).detail);
    document.addEventListener('lab:show', onShow);
    return () => document.removeEventListener('lab:show', onShow);
  }, []);
}

/** Tells of each run that ends, once. @param hear the figure's own interest in it */
export function useResult(figure: UseFigure['figure'], id: string, run: UseRun, hear: () => void): void {
  const { state, drawn } = run;
  const { finished } = drawn;
  const tell = useEffectEvent(() => {
    if (!finished || drawn.recorded) return; // a recording is nobody's answer
    const detail = { experiment: id, settings: drawn.settings, hash: finished.hash, goals: finished.goals };
    figure().dispatchEvent(new CustomEvent('lab:result', { bubbles: true, detail }));
    hear();
  });
  useEffect(() => {
    if (state === 'done' && finished) tell();
  }, [state, finished]);
}
