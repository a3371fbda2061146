/** Chooses the run that the monitor shows, and its axes; the panels below it were drawn at build and are redrawn here. */
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf, sameSettings } from '../../../sim/settings.ts';
import { summaryOf } from '../../chart/summary.ts';
import { settingsIn, toldOf } from '../lab/address.ts';
import { fetchRecording } from '../lab/recording.ts';
import { openPicture } from '../lab/picture.ts';
import { Tabs } from '../lab/Tabs.tsx';
import { useWishes } from '../lab/useEvents.ts';
import { useFigure } from '../lab/useFigure.ts';
import { useSteps } from '../lab/useSteps.ts';
import { useTab } from '../lab/useTab.ts';
import { momentOf } from '../lab/words.ts';
import { OpenRun } from '../runs/OpenRun.tsx';
import { wordsOf } from '../runs/runTable.ts';
import type { Known, SavedRun } from '../runs/savedRun.ts';
import { runStore } from '../runs/store.ts';
import { useRuns } from '../runs/useRuns.ts';
import { tellChosen, type Chosen } from './chosen.ts';
import { LINEAR, monitored, monitorOf, type LogAxes } from './monitor.ts';

/** A run that was recorded at build. */
export interface Recorded {
  readonly settings: Settings;
  readonly url: string;
}

interface DashboardProps {
  readonly known: Known;
  readonly figureId: string;
  /** The default first. */
  readonly recorded: readonly Recorded[];
  /** Of the page: where runs are made. */
  readonly train: string;
}

const AXES: Readonly<Record<keyof LogAxes, string>> = { loss: 'loss', rate: 'learning rate' };
const NOT_HERE =
  'The run that this address names is not stored in this browser, or no longer. The recorded one is shown.';
/** Sentences about an address. */
const MOST_TOLD = 4;
const NOT_RECORDED = 'No run with these settings is recorded; what was shown before stays.';

export default function Dashboard({ known, figureId, recorded, train }: DashboardProps) {
  const { id, params } = known;
  const { root, figure } = useFigure();
  const tab = useTab(figure);
  const { runs, lasting } = useRuns(known);
  const [log, setLog] = useState<LogAxes>(LINEAR);
  const [chosen, setChosen] = useState<Chosen>();
  const [opened, setOpened] = useState<SavedRun>();
  const [value, setValue] = useState('0');
  const [said, setSaid] = useState('');
  /** The point of a panel that a reader has stepped to. */
  const [point, setPoint] = useState('');
  const [ready, setReady] = useState(false);
  /** What was asked for last: a recording that arrives late is not drawn. */
  const asked = useRef(0);

  const data = useMemo(() => chosen && monitored(chosen.history.rows, chosen.own?.arrivals), [chosen]);
  const declaration = useMemo(
    () => monitorOf(known, { log, speed: data?.speed ?? 'perUpdate' }),
    [known, log, data],
  );

  const own = useCallback(async (run: SavedRun, name: string) => {
    const mine = (asked.current += 1);
    const models = await runStore().modelsOf(run.id);
    if (mine !== asked.current) return;
    setValue(name);
    setSaid('');
    setChosen({ history: run.history, own: run, models });
  }, []);
  const recording = useCallback(
    async (index: number, words = '') => {
      const mine = (asked.current += 1);
      setValue(String(index));
      try {
        const history = await fetchRecording(recorded[index]!.url, known);
        if (mine !== asked.current) return;
        setSaid(words);
        setChosen({ history, models: {} });
      } catch (error) {
        if (mine === asked.current) setSaid(`This did not work: ${(error as Error).message}.`);
      }
    },
    [recorded, known],
  );
  const showRecorded = (settings: Settings, told: readonly string[] = []) => {
    const index = recorded.findIndex((each) => sameSettings(params, each.settings, settings));
    if (index >= 0) void recording(index, told.join(' '));
    else setSaid([...told, NOT_RECORDED].join(' '));
  };

  // What the address asks for, once what is stored is known.
  const found = useEffectEvent(() => {
    const given = new URLSearchParams(location.search);
    const wanted = given.get('saved');
    const run = runs!.find((each) => each.id === wanted);
    if (run) void own(run, run.id);
    else if (wanted !== null) setSaid(NOT_HERE);
    else if ([...given.keys()].some((key) => key.startsWith(`${id}.`))) {
      const { settings, replaced } = settingsIn(known, location.search);
      showRecorded(settings, replaced.slice(0, MOST_TOLD).map(toldOf));
    }
    setReady(true);
    figure().setAttribute('data-ready', '');
  });
  const known0 = runs !== undefined;
  useEffect(() => {
    if (known0) found();
  }, [known0]);
  useWishes(id, ({ values }) => showRecorded(values));

  const choose = (name: string) => {
    const run = name === 'file' ? opened : runs?.find((each) => each.id === name);
    if (run) void own(run, name);
    else void recording(Number(name));
  };
  const load = () => void recording(Number(value)); // the drawing of the build has no rows
  const scale = (axis: keyof LogAxes) => {
    setLog((before) => ({ ...before, [axis]: !before[axis] }));
    if (!chosen) load();
  };
  const shown = useMemo(() => data && { rows: data.rows, whole: data.rows }, [data]);
  useSteps(figure, declaration, { shown, load, say: setPoint, closed: false, paged: true });

  useEffect(() => {
    if (!shown) return;
    const { rows } = shown;
    const picture = openPicture(figure(), declaration);
    picture.draw(shown, false);
    for (const view of declaration.views) {
      const name = figure().querySelector(`[data-view="${view.id}"] .name`);
      name?.querySelector('b')?.replaceChildren(view.title);
      name?.querySelector('.unit')?.replaceChildren(view.unit ?? '');
    }
    figure().querySelector('[data-picture]')?.setAttribute('aria-label', summaryOf(declaration, rows));
    return () => picture.close();
  }, [shown, declaration, tab.open, figure]);
  useEffect(() => {
    if (!chosen) return;
    tellChosen(chosen);
    figure().dataset['hash'] = chosen.history.hash;
  }, [chosen, figure]);

  const defaults = defaultsOf(params);
  const nameOf = (settings: Settings) =>
    sameSettings(params, settings, defaults)
      ? 'the defaults'
      : wordsOf(known, { history: { settings, rows: [], hash: '' } });
  return (
    <div className="lab-island run-tools" ref={root}>
      <div className="row needs-script">
        <label>
          Run{' '}
          <select value={value} disabled={!ready} onChange={(event) => choose(event.target.value)}>
            <optgroup label="Recorded">
              {recorded.map(({ settings, url }, i) => (
                <option key={url} value={String(i)}>
                  {nameOf(settings)}
                </option>
              ))}
            </optgroup>
            {runs && runs.length > 0 && (
              <optgroup label="Yours">
                {runs.map((run) => (
                  <option key={run.id} value={run.id}>
                    {`${momentOf(run.when)}: ${wordsOf(known, run)}, seed ${run.history.settings['seed']}`}
                  </option>
                ))}
              </optgroup>
            )}
            {opened && (
              <optgroup label="From a file">
                <option value="file">{`${wordsOf(known, opened)}, seed ${opened.history.settings['seed']}`}</option>
              </optgroup>
            )}
          </select>
        </label>
        <OpenRun
          known={known}
          disabled={!ready}
          onOpen={async (run) => {
            setOpened(run);
            await own(run, 'file');
          }}
        />
        <span role="group" aria-label="Logarithmic axes">
          {(Object.keys(AXES) as (keyof LogAxes)[]).map((axis) => (
            <label key={axis}>
              <input type="checkbox" disabled={!ready} checked={log[axis]} onChange={() => scale(axis)} /> log{' '}
              {AXES[axis]}
            </label>
          ))}
        </span>
      </div>
      <div className="tools">
        <Tabs
          tabs={declaration.tabs}
          figureId={figureId}
          open={tab.open}
          disabled={!ready}
          onOpen={tab.show}
        />
      </div>
      {/* What changes is said, not the rest again. */}
      <p role="status" aria-atomic="false">
        {said} <span className="sr-only">{point}</span>
        {runs?.length === 0 && (
          <>
            {' '}
            {lasting
              ? 'No run of yours is stored in this browser.'
              : 'This browser, or the frame in which the page stands, lets nothing be stored; a saved run can be opened from its file.'}{' '}
            <a href={train}>Train one.</a>
          </>
        )}
      </p>
    </div>
  );
}
