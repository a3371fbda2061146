/** The finished run that a figure of this experiment shows: figures tell it, and tell it again when asked. */
import { useEffect, useState } from 'react';
import { ASK, DRAWN, type DrawnRun } from '../lab/useDrawnEvent.ts';

/** @returns undefined while only the drawing made at build stands */
export function useDrawn(experiment: string): DrawnRun | undefined {
  const [drawn, setDrawn] = useState<DrawnRun>();
  useEffect(() => {
    const hear = (event: Event) => {
      const { detail } = event as CustomEvent<DrawnRun>;
      if (detail.experiment === experiment) setDrawn(detail);
    };
    document.addEventListener(DRAWN, hear);
    document.dispatchEvent(new Event(ASK)); // it may have been drawn before this woke up
    return () => document.removeEventListener(DRAWN, hear);
  }, [experiment]);
  return drawn;
}
