/**
 * The bar under a figure's title: Run, and where the run is, in words. While the picture shows other settings than the
 * controls, it says so, hatched, until they agree. Its height never changes, so nothing moves under the pointer.
 */
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { Clock } from './clock.ts';
import { differences } from './describe.ts';
import type { FactsFile } from './factsFile.ts';
import type { UseRun } from './useRun.ts';
import { statusOf } from './words.ts';

interface BarProps {
  readonly declaration: Declaration;
  readonly settings: Settings;
  readonly run: UseRun;
  readonly clock: Clock;
  readonly disabled: boolean;
  /** Picture and controls differ. */
  readonly stale: boolean;
  onRun(): void;
  onStop(): void;
}

export function Bar(props: BarProps) {
  const { declaration, settings, run, clock, disabled, stale } = props;
  const { drawn, progress, state } = run;
  /** What is one side's own: its file, if the two read different ones, and settings. */
  const wordsFor = (facts: FactsFile | undefined, own: Settings, other: Settings) => {
    const file = drawn.facts === run.dropped ? '' : (facts?.name ?? 'the shipped world');
    return [file, differences(declaration, own, other)].filter((part) => part !== '').join(', ');
  };
  const done = progress && (progress.place ? progress.place[0] - 1 : 0) + progress.step / progress.of;
  const share = done === undefined ? undefined : done / (progress?.place?.[1] ?? 1);
  return (
    <div className={`bar${stale ? ' stale' : ''}`}>
      {state === 'running' ? (
        <button type="button" className="button outline" onClick={props.onStop}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className={`button${stale ? ' dashed' : ''}`}
          disabled={disabled}
          onClick={props.onRun}
        >
          {stale ? 'Run with these settings' : `Run ${clock.amountOf(drawn.positions.at(-1))}`.trim()}
        </button>
      )}
      <p className="status">
        {state === 'failed' && <b>The run stopped: {run.reason} </b>}
        {stale ? (
          <>
            <b>Picture</b> {wordsFor(drawn.facts, drawn.settings, settings)}. <b>Controls</b>{' '}
            {wordsFor(run.dropped, settings, drawn.settings)}.
          </>
        ) : (
          state !== 'failed' && statusOf(run, clock, settings)
        )}
      </p>
      {state === 'running' && share !== undefined && (
        <span className="gone" aria-hidden="true" style={{ '--gone': share } as object} />
      )}
    </div>
  );
}
