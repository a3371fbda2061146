/** The island of a live figure: all that is moved. The picture below it is drawn at build and redrawn here. */
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf, sameSettings } from '../../../sim/settings.ts';
import { keep } from '../runs/keep.ts';
import { Bar } from './Bar.tsx';
import { Boundary } from './Boundary.tsx';
import { clockOf } from './clock.ts';
import { Controls } from './Controls.tsx';
import { differences } from './describe.ts';
import { Menu } from './Menu.tsx';
import { Panel } from './Panel.tsx';
import type { LabProps } from './props.ts';
import { Predict } from './Predict.tsx';
import { Presets } from './Presets.tsx';
import { fetchRecording } from './recording.ts';
import { Failure, Pins, PlainEngine, Read, Refused, Resumed } from './Remarks.tsx';
import { Share } from './Share.tsx';
import { Tabs } from './Tabs.tsx';
import { Tools, type OpenPanel } from './Tools.tsx';
import { Transport } from './Transport.tsx';
import { useActions } from './useActions.ts';
import { useAnnouncement } from './useAnnouncement.ts';
import { useAsked } from './useAsked.ts';
import { useDrawnEvent } from './useDrawnEvent.ts';
import { useKept, useResult, useWishes } from './useEvents.ts';
import { useFacts } from './useFacts.ts';
import { useCondition, useFigure } from './useFigure.ts';
import { useFullScreen } from './useFullScreen.ts';
import { useHeight } from './useHeight.ts';
import { useInstant } from './useInstant.ts';
import { useLabel, usePicture, useShown } from './usePicture.ts';
import { usePins } from './usePins.ts';
import { usePlayhead } from './usePlayhead.ts';
import { usePrediction } from './usePrediction.ts';
import { useFirstRun, useRecorded } from './useRecorded.ts';
import { useRun } from './useRun.ts';
import { useSettings } from './useSettings.ts';
import { useSteps } from './useSteps.ts';
import { useTab } from './useTab.ts';

/** Few figures read a file of facts. */
const Facts = lazy(() => import('./Facts.tsx'));

export default function Lab(props: LabProps) {
  return (
    <Boundary>
      <Island {...props} />
    </Boundary>
  );
}

function Island(props: LabProps) {
  const { declaration, figureId, presets, recordingUrl } = props;
  const { id, params } = declaration;
  const clock = useMemo(() => clockOf(declaration), [declaration]);
  const defaults = useMemo(() => defaultsOf(params), [params]);
  const { root, figure } = useFigure();
  const asked = useAsked(declaration);
  const controls = useSettings(declaration);
  const { settings, ready, change } = controls;
  const fetchDefault = useCallback(
    () => fetchRecording(recordingUrl, declaration),
    [recordingUrl, declaration],
  );
  const run = useRun(id, defaults, clock, props.positions, fetchDefault, asked.workers);
  const { drawn } = run;
  const running = run.state === 'running';
  const playhead = usePlayhead();
  const pins = usePins();
  const prediction = usePrediction(declaration, props.prediction, run);
  const fullScreen = useFullScreen(figure);
  const tab = useTab(figure);
  const [panel, setPanel] = useState<OpenPanel>();
  const close = useCallback(() => setPanel(undefined), []);
  const reads = declaration.reads !== undefined;
  const facts = useFacts(reads, figure, run, () => setPanel('facts'));

  const differ = run.dropped !== drawn.facts || !sameSettings(params, settings, drawn.settings);
  const stale = !running && clock !== undefined && differ;
  const shownOf = useShown(declaration, playhead.at, pins.pins, prediction.drawn);
  // By the drawn run as a whole: its rows grow in place.
  const shown = useMemo(() => drawn.rows && shownOf(drawn.rows), [drawn, shownOf]);
  const parts = { declaration, figureId, figure, controls, run, facts, playhead, pins, prediction, shownOf };
  const actions = useActions(parts);
  const recorded = useRecorded(props, run, ready && clock ? settings : undefined);

  const live = drawn.rows && (differences(declaration, drawn.settings, defaults) || 'the defaults');
  useCondition(figure, {
    ready,
    run,
    stale,
    veiled: prediction.open,
    presenting: asked.present,
    live,
  });
  useDrawnEvent(figure, id, drawn, live);
  useInstant(declaration, ready ? settings : undefined, run.start);
  useFirstRun(figure, ready && asked.run && clock ? settings : undefined, recorded.show, actions.begin);
  useWishes(id, ({ values, run: press }) => {
    change(values);
    if (clock && !recorded.show(values) && press) actions.begin(values);
  });
  useKept(id, ({ run: kept, models }) => {
    change(kept.history.settings);
    playhead.follow();
    run.showKept(kept, models);
  });
  useResult(figure, id, run, () => {
    prediction.hear();
    if (declaration.resumes) void keep(id, drawn);
  });
  usePicture(figure, declaration, shown, running && clock !== undefined, tab.open);
  useLabel(figure, declaration, running ? undefined : shown?.rows);
  useHeight(figure, id);
  const { said, say, hush } = useAnnouncement(declaration, run, stale);
  useSteps(figure, declaration, {
    shown,
    load: () => actions.fetchRows(hush),
    say,
    closed: prediction.open,
    paged: !asked.present,
  });

  const choose = (wanted: Settings) => {
    change(wanted);
    if (clock) recorded.show(wanted);
  };
  const disabled = !ready;
  const given = { declaration, settings, disabled, hidden: asked.hidden, onChange: change };
  return (
    <>
      {/* As tall as the figure: it wakes when any part of it comes near the window. */}
      <span className="sentinel" aria-hidden="true" />
      <div
        className="lab-island"
        ref={root}
        {...(clock && { onPointerEnter: run.prepare, onFocus: run.prepare })}
      >
        {clock ? (
          <Bar
            {...{ declaration, settings, run, clock, disabled, stale }}
            onRun={() => actions.begin(settings)}
            onStop={run.stop}
          />
        ) : (
          run.state === 'failed' && <Failure reason={run.reason} />
        )}
        <Presets {...{ declaration, presets, settings, disabled }} onChoose={choose} />
        {props.prediction && (
          <Predict
            prediction={props.prediction}
            disabled={disabled}
            guessed={prediction.guess}
            answer={prediction.answer}
            open={prediction.open}
            onGuess={actions.predict}
            onSkip={() => {
              prediction.skip();
              actions.fetchRows(); // what was veiled is put into words
            }}
          />
        )}
        <Controls {...given} menu={false} />
        {clock && <Transport {...{ clock, playhead, actions, disabled }} positions={drawn.positions} />}
        {run.engine === 'plain' && <PlainEngine />}
        <Refused replaced={[...controls.replaced, ...asked.replaced]} strays={controls.strays} />
        {run.dropped && <Read file={run.dropped} onForget={facts.forget} />}
        {run.resumed && <Resumed file={run.resumed} onForget={() => run.resume(undefined)} />}
        <Tools
          {...{ disabled, actions, pins, reads }}
          tabs={
            <Tabs
              tabs={declaration.tabs}
              figureId={figureId}
              open={tab.open}
              disabled={disabled}
              onOpen={tab.show}
            />
          }
          open={panel}
          onOpen={setPanel}
        />
        {panel === 'share' && (
          <Panel label="Share" onClose={close}>
            <Share
              {...{ declaration, settings, figureId, actions }}
              embedUrl={props.embedUrl}
              runs={clock !== undefined}
            />
          </Panel>
        )}
        {panel === 'facts' && (
          <Panel label="Your own facts" onClose={close}>
            <Suspense>
              <Facts {...{ settings, facts }} />
            </Suspense>
          </Panel>
        )}
        {panel === 'more' && (
          <Panel label="More" onClose={close}>
            <Menu controls={given} {...{ run, actions, fullScreen }} />
          </Panel>
        )}
        {pins.pins.length > 0 && <Pins pins={pins.pins} />}
        <p className="said" role="status">
          {actions.said}
        </p>
        <p className="sr-only" role="status">
          {said}
        </p>
      </div>
    </>
  );
}
