/** Run, play, scrub: the playhead moves over the recording and never touches the computation. */
import type { RunState } from './useRun.ts';

interface TransportProps {
  readonly state: RunState;
  readonly disabled: boolean;
  /** The controls no longer match the picture. */
  readonly changed: boolean;
  /** "60 epochs", for the button; empty when the picture's run was stopped. */
  readonly amount: string;
  readonly clock: string;
  /** A value of the clock as it is written. */
  written(value: number): string;
  readonly at: number;
  readonly positions: readonly number[];
  readonly playing: boolean;
  onRun(): void;
  onStop(): void;
  onPlay(): void;
  onScrub(index: number): void;
}

export function Transport(props: TransportProps) {
  const { state, disabled, changed, amount, clock, written, at, positions, playing } = props;
  const last = positions.length - 1;
  const here = written(positions[Math.min(at, last)] ?? 0);
  const end = written(positions[last] ?? 0);
  return (
    <div className="transport">
      {state === 'running' ? (
        <button type="button" className="button outline" onClick={props.onStop}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className={`button${changed ? ' dashed' : ''}`}
          disabled={disabled}
          onClick={props.onRun}
        >
          {changed ? 'Run with these settings' : `Run ${amount}`.trim()}
        </button>
      )}
      <button
        type="button"
        className="icon"
        disabled={disabled}
        aria-label={playing ? 'Pause' : 'Play the recording'}
        onClick={props.onPlay}
      >
        <svg viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">
          {playing ? <path d="M3 2h3v10H3zM8 2h3v10H8z" /> : <path d="M3 1.5v11l9-5.5z" />}
        </svg>
      </button>
      <span className="track" style={{ '--major': 5, '--minor': 25 } as object}>
        <input
          type="range"
          min={0}
          max={Math.max(1, last)}
          step={1}
          value={Math.min(at, last)}
          disabled={disabled}
          aria-label={`${clock} shown`}
          aria-valuetext={`${clock} ${here} of ${end}`}
          onChange={(event) => props.onScrub(Number(event.target.value))}
        />
      </span>
      <span className="reading">
        {clock} <b>{here}</b> of {end}
      </span>
    </div>
  );
}
