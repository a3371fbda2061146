/** The island of a live figure: controls, transport and menu. The picture beside it is drawn at build and redrawn here. */
import { useMemo, useState } from 'react';
import type { Declaration } from '../../../sim/experiment.ts';
import { defaultsOf, sameSettings } from '../../../sim/settings.ts';
import { clockOf } from './clock.ts';
import { Controls } from './Controls.tsx';
import { Foot } from './Foot.tsx';
import { Menu } from './Menu.tsx';
import { Predict, type Prediction } from './Predict.tsx';
import { Pins, PlainEngine, Refused, Resumed } from './Remarks.tsx';
import { Failure, Stale } from './Strip.tsx';
import { Transport } from './Transport.tsx';
import { useActions } from './useActions.ts';
import { useResult, useWishes } from './useEvents.ts';
import { useCondition, useFigure } from './useFigure.ts';
import { useFullScreen } from './useFullScreen.ts';
import { useInstant } from './useInstant.ts';
import { usePicture, useShown, useSummary } from './usePicture.ts';
import { usePins } from './usePins.ts';
import { usePlayhead } from './usePlayhead.ts';
import { usePrediction } from './usePrediction.ts';
import { useRun } from './useRun.ts';
import { useSettings } from './useSettings.ts';

export interface LabProps {
  readonly declaration: Declaration;
  readonly figureId: string;
  readonly recordingUrl: string;
  readonly embedUrl: string;
  readonly prediction?: Prediction;
  /** Values of the clock in the recorded default. */
  readonly positions: readonly number[];
}

export default function Lab(props: LabProps) {
  const { declaration, figureId } = props;
  const { id, params } = declaration;
  const clock = useMemo(() => clockOf(declaration), [declaration]);
  const defaults = useMemo(() => defaultsOf(params), [params]);
  const { root, figure } = useFigure();
  const controls = useSettings(declaration);
  const { settings, ready, change } = controls;
  const run = useRun(id, defaults, props.recordingUrl);
  const playhead = usePlayhead();
  const pins = usePins();
  const prediction = usePrediction(declaration, props.prediction, run);
  const fullScreen = useFullScreen(figure);
  const [more, setMore] = useState(false);

  const changed = !sameSettings(params, settings, run.settings);
  const stale = changed && clock !== undefined && run.state !== 'running';
  const shownOf = useShown(declaration, playhead.at, pins.pins, prediction.drawn);
  const shown = useMemo(() => run.rows && shownOf(run.rows), [run.rows, shownOf]);
  const positions = useMemo(
    () => (clock && run.rows ? clock.positionsOf(run.rows) : props.positions),
    [clock, run.rows, props.positions],
  );
  const parts = { declaration, figureId, figure, controls, run, playhead, pins, prediction, shownOf };
  const actions = useActions(parts);

  useCondition(figure, { ready, run, stale });
  useInstant(declaration, ready ? settings : undefined, run.start);
  useWishes(id, ({ values, run: press }) => {
    change(values);
    if (press && clock) actions.begin({ ...settings, ...values });
  });
  useResult(figure, id, run, prediction.hear);
  usePicture(figure, declaration, shown);
  const summary = useSummary(figure, declaration, run.state === 'running' ? undefined : shown?.rows);

  const disabled = !ready;
  const done = run.state === 'done' ? run.finished : undefined;
  const speed = (done && clock?.speed(positions.at(-1) ?? 0, done.seconds)) ?? '';
  const given = { declaration, settings, disabled, onChange: change };
  return (
    <>
      {/* As tall as the figure: it wakes when any part of it comes near the window. */}
      <span className="sentinel" aria-hidden="true" />
      <div
        className="lab-island"
        ref={root}
        {...(clock && { onPointerEnter: run.prepare, onFocus: run.prepare })}
      >
        {stale && <Stale declaration={declaration} settings={settings} run={run} />}
        {run.engine === 'plain' && <PlainEngine />}
        {run.state === 'failed' && <Failure reason={run.reason} />}
        {pins.pins.length > 0 && <Pins pins={pins.pins} />}
        <Refused replaced={controls.replaced} />
        {run.resumed && <Resumed file={run.resumed} onForget={() => run.resume(undefined)} />}
        {clock && (
          <Transport
            {...{ run, clock, playhead, actions, disabled, changed, positions }}
            onRun={() => actions.begin(settings)}
          />
        )}
        <Controls {...given} menu={false} />
        {props.prediction && (
          <Predict
            prediction={props.prediction}
            disabled={disabled}
            guessed={prediction.guess}
            answer={prediction.answer}
            onGuess={actions.predict}
          />
        )}
        <Foot
          {...{ disabled, actions, pins, more }}
          stamp={{ seed: run.settings['seed'], speed, hash: done?.hash }}
          onMore={() => setMore(!more)}
        />
        {more && <Menu controls={given} {...{ run, actions, fullScreen }} embedUrl={props.embedUrl} />}
        <p className="said" role="status">
          {actions.said}
        </p>
        <p className="sr-only" role="status">
          {summary}
        </p>
      </div>
    </>
  );
}
