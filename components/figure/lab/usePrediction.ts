/** The reader's guess, and what the run that it is about has measured. */
import { useMemo, useState } from 'react';
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf, sameSettings } from '../../../sim/settings.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import type { Prediction } from './Predict.tsx';
import type { UseRun } from './useRun.ts';

export interface UsePrediction {
  /** Settings of the run that answers; undefined where nothing is asked. */
  readonly answering: Settings | undefined;
  readonly guess: number | undefined;
  readonly answer: number | undefined;
  /** The answer is still veiled. */
  readonly open: boolean;
  /** The guess in the view that it is about, while the picture shows the run that answers. */
  readonly drawn: Shown['guess'];
  commit(value: number): void;
  /** Shows the answer to a reader who does not want to guess. */
  skip(): void;
  /** Reads the answer off a run that has ended, if it is the one. */
  hear(): void;
  forget(): void;
}

export function usePrediction(
  { params }: Declaration,
  prediction: Prediction | undefined,
  run: UseRun,
): UsePrediction {
  const [guess, setGuess] = useState<number>();
  const [answer, setAnswer] = useState<number>();
  const [skipped, setSkipped] = useState(false);
  const answering = useMemo<Settings | undefined>(
    () => prediction && { ...defaultsOf(params), ...prediction.settings },
    [params, prediction],
  );
  const answered = answering !== undefined && sameSettings(params, run.drawn.settings, answering);
  const drawn = useMemo(
    () =>
      prediction && answered && guess !== undefined ? { view: prediction.view, value: guess } : undefined,
    [prediction, answered, guess],
  );
  return {
    answering,
    guess,
    answer,
    open: prediction !== undefined && guess === undefined && !skipped,
    drawn,
    commit(value) {
      setGuess(value);
      setAnswer(undefined);
    },
    skip: () => setSkipped(true),
    hear() {
      if (!prediction || !answered) return;
      const last = run.drawn.rows?.findLast((row) => row.series === prediction.series);
      setAnswer(last?.[prediction.metric] as number | undefined);
    },
    forget() {
      setGuess(undefined);
      setAnswer(undefined);
      setSkipped(false);
    },
  };
}
