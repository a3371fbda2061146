/** Predict, then run: the reader commits to a number before the run shows it. */
import { useId, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { writeNumber } from '../../chart/scale.ts';

export interface Prediction {
  readonly question: string;
  /** What the figure is called until the reader has guessed, if its own title gives the answer away. */
  readonly title?: string;
  /** The view on which the guess is drawn, and the metric that it is about. */
  readonly view: string;
  readonly series: string;
  readonly metric: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
  readonly percent?: boolean;
  /** The run that answers. */
  readonly settings: Settings;
}

interface PredictProps {
  readonly prediction: Prediction;
  readonly disabled: boolean;
  /** The guess that was committed, and what its run measured, once it is there. */
  readonly guessed: number | undefined;
  readonly answer: number | undefined;
  /** The answer is veiled. */
  readonly open: boolean;
  onGuess(value: number): void;
  onSkip(): void;
}

export function Predict({ prediction, disabled, guessed, answer, open, onGuess, onSkip }: PredictProps) {
  const { question, min, max, step, digits, percent } = prediction;
  const id = useId();
  const [guess, setGuess] = useState((min + max) / 2);
  const say = (value: number) => writeNumber(value, digits, percent) + (percent ? ' %' : '');
  return (
    <div className="predict">
      <label htmlFor={id} className="question">
        {question}
      </label>
      <div className="predict-row">
        <span className="track" style={{ '--major': 5, '--minor': 25 } as object}>
          <input
            id={id}
            type="range"
            min={min}
            max={max}
            step={step}
            value={guess}
            disabled={disabled}
            aria-valuetext={say(guess)}
            onChange={(event) => setGuess(Number(event.target.value))}
          />
        </span>
        <span className="reading">{say(guess)}</span>
        <button type="button" className="button outline" disabled={disabled} onClick={() => onGuess(guess)}>
          Run and compare
        </button>
      </div>
      <p role="status" className="verdict">
        {open && (
          <button type="button" className="plain" disabled={disabled} onClick={onSkip}>
            Show it without a guess
          </button>
        )}
        {guessed !== undefined &&
          answer !== undefined &&
          `You said ${say(guessed)}; the run measured ${say(answer)}.`}
      </p>
    </div>
  );
}
