/** Run, play, scrub: the playhead moves over the recording and never touches the computation. */
import type { Clock } from './clock.ts';
import type { Actions } from './useActions.ts';
import type { Playhead } from './usePlayhead.ts';
import type { UseRun } from './useRun.ts';

interface TransportProps {
  readonly run: UseRun;
  readonly clock: Clock;
  readonly playhead: Playhead;
  readonly actions: Actions;
  readonly disabled: boolean;
  /** The controls no longer match the picture. */
  readonly changed: boolean;
  /** Values of the clock that the run has reached. */
  readonly positions: readonly number[];
  onRun(): void;
}

export function Transport(props: TransportProps) {
  const { run, clock, playhead, actions, disabled, changed, positions } = props;
  const { playing } = playhead;
  const last = positions.length - 1;
  const at = Math.min(playhead.at, last);
  const here = clock.written(positions[at] ?? 0);
  const end = clock.written(positions[last] ?? 0);
  const stopped = run.state === 'idle' && run.rows !== undefined && run.finished === undefined;
  const amount = clock.runs ?? (stopped ? '' : `${end} ${clock.label}s`);
  return (
    <div className="transport">
      {run.state === 'running' ? (
        <button
          type="button"
          className="button outline"
          onClick={() => actions.stop(`${clock.label} ${end}`)}
        >
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
        onClick={() => actions.play(positions.length)}
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
          value={at}
          disabled={disabled}
          aria-label={`${clock.label} shown`}
          aria-valuetext={`${clock.label} ${here} of ${end}`}
          onChange={(event) => actions.scrub(Number(event.target.value))}
        />
      </span>
      <span className="reading">
        {clock.label} <b>{here}</b> of {end}
      </span>
    </div>
  );
}
