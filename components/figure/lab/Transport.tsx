/** Play and scrub: the playhead moves over what is drawn and never touches the computation. */
import type { Clock } from './clock.ts';
import type { Actions } from './useActions.ts';
import type { Playhead } from './usePlayhead.ts';

interface TransportProps {
  readonly clock: Clock;
  readonly playhead: Playhead;
  readonly actions: Actions;
  readonly disabled: boolean;
  /** Values of the clock that the drawn run has reached. */
  readonly positions: readonly number[];
}

export function Transport({ clock, playhead, actions, disabled, positions }: TransportProps) {
  const { playing } = playhead;
  const last = positions.length - 1;
  const at = Math.min(playhead.at, last);
  const here = clock.written(positions[at] ?? 0);
  const end = clock.written(positions[last] ?? 0);
  return (
    <div className="transport">
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
          value={Math.max(0, at)}
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
