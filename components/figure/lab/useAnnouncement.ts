/** What is said aloud: that a run begins, each of its stages, its end with the main numbers; a change, once it rests. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Declaration, Row } from '../../../sim/experiment.ts';
import { announcementOf } from '../../chart/summary.ts';
import type { UseRun } from './useRun.ts';

/** A slider in motion is not announced at each of its steps. */
const QUIET_MS = 600;

export interface Announcement {
  readonly said: string;
  /** Says something else in the same place: the point that a reader has stepped to. */
  say(text: string): void;
  /** These rows are no news: the picture showed them before. */
  hush(rows: readonly Row[]): void;
}

/** @param stale picture and controls differ */
export function useAnnouncement(declaration: Declaration, run: UseRun, stale: boolean): Announcement {
  const { state, drawn, progress, reason } = run;
  const [said, setSaid] = useState('');
  const stage = state === 'running' ? (progress?.place ? progress.stage : '') : undefined;
  useEffect(() => {
    if (stage !== undefined) setSaid(stage === '' ? 'The run begins.' : `Now: ${stage}.`);
  }, [stage]);
  const { rows, finished } = drawn;
  const known = useRef<readonly Row[]>(undefined);
  const hush = useCallback((shown: readonly Row[]) => {
    known.current = shown;
  }, []);
  useEffect(() => {
    if (state === 'running') return;
    const timer = setTimeout(() => {
      if (stale) setSaid('The picture shows other settings than the controls: press Run.');
      else if (state === 'failed') setSaid(`The run stopped: ${reason}`);
      else if (rows && rows !== known.current)
        setSaid(
          `${state === 'done' && declaration.clock ? 'Run finished. ' : ''}${announcementOf(declaration, rows)}`,
        );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [state, stale, rows, finished, reason, declaration]);
  return { said, say: setSaid, hush };
}
