/** The table of a reader's finished runs: sorted, shown again in the figure, saved, opened, deleted. */
import { useEffect, useState } from 'react';
import type { History } from '../../../sim/experiment.ts';
import { metricText } from '../../chart/values.ts';
import { download } from '../lab/download.ts';
import { linkTo } from '../lab/describe.ts';
import { grouped } from '../lab/hash.ts';
import { momentOf } from '../lab/words.ts';
import type { Shown, Wish } from '../lab/useEvents.ts';
import { whenReady } from '../phrases.client.ts';
import { OpenRun } from './OpenRun.tsx';
import { ANSWERS, csvOfRuns, MEASURED, sorted, valuesOf, wordsOf, type Column, type MeasuredName } from './runTable.ts'; // prettier-ignore
import { writeRun, type Known, type SavedRun } from './savedRun.ts';
import { runStore, type Models } from './store.ts';
import { useRuns } from './useRuns.ts';

interface RunsProps {
  readonly known: Known;
  readonly figureId: string;
  /** The recorded default, which was run at build: its measurements. */
  readonly recorded: History;
  /** The page of the dashboard. */
  readonly dashboard: string;
}

const SAID = {
  'without models':
    'Your browser gives this site no room for the models of the last run. Its rows are kept; save the models in the figure, under More.',
  page: 'The last run could not be stored, and stays here until you leave the page. Save what you want to keep.',
} as const;

interface Sorting {
  readonly column: Column;
  readonly rising: boolean;
}

export default function Runs({ known, figureId, recorded, dashboard }: RunsProps) {
  const { runs, strangers, lasting, last } = useRuns(known);
  const [metric, setMetric] = useState<MeasuredName>('gold');
  const [{ column, rising }, setSorting] = useState<Sorting>({ column: 'when', rising: false });
  const [deleted, setDeleted] = useState<{ readonly run: SavedRun; readonly models: Models }>();
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const declared = known.series['measurement']!.metrics[metric]!;
  const lines = sorted(known, runs ?? [], column, rising, metric);
  const numbers = (history: Pick<History, 'rows'>) =>
    valuesOf(history, metric).map((value, i) => (
      <td key={ANSWERS[i]}>{value === undefined ? '–' : metricText(declared, value)}</td>
    ));

  const inFigure = (act: () => void) => {
    const figure = document.getElementById(figureId);
    if (!figure) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    figure.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
    whenReady(figure, act);
  };
  const show = async (run: SavedRun) => {
    const detail: Shown = { run, models: await runStore().modelsOf(run.id) };
    inFigure(() => document.dispatchEvent(new CustomEvent('lab:show', { detail })));
  };
  const showRecorded = () => {
    const detail: Wish = { experiment: known.id, values: recorded.settings };
    inFigure(() => document.dispatchEvent(new CustomEvent('lab:set', { detail })));
  };
  const remove = async (run: SavedRun) => {
    const models = await runStore().modelsOf(run.id);
    await runStore().remove([run.id]);
    setDeleted({ run, models });
  };
  const restore = async () => {
    if (deleted) await runStore().add(deleted.run, deleted.models);
    setDeleted(undefined);
  };
  const by = (key: Column, label: string) => (
    <th
      scope="col"
      key={key}
      {...(column === key && { 'aria-sort': rising ? ('ascending' as const) : ('descending' as const) })}
    >
      <button
        type="button"
        disabled={!ready}
        aria-label={`Sort by ${label}`}
        onClick={() => setSorting({ column: key, rising: column === key ? !rising : false })}
      >
        {label}
        <span aria-hidden="true">{column === key ? (rising ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  );

  return (
    <div className="runs" data-ready={ready && runs ? '' : undefined}>
      <div className="row needs-script">
        <span role="group" aria-label="What the table shows">
          {MEASURED.map((name) => (
            <button
              key={name}
              type="button"
              disabled={!ready}
              aria-pressed={metric === name}
              onClick={() => setMetric(name)}
            >
              {known.series['measurement']!.metrics[name]!.label}
            </button>
          ))}
        </span>
        <OpenRun
          known={known}
          disabled={!ready}
          onOpen={async (run) => {
            await runStore().add(run, {});
          }}
        />
        <button
          type="button"
          disabled={lines.length === 0}
          onClick={() => download(`${known.id}-runs.csv`, 'text/csv', csvOfRuns(known, lines))}
        >
          CSV
        </button>
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Your runs">
        <table>
          <caption>
            Held-out questions: {declared.label}
            {declared.unit === 'share' ? ', per cent' : ''}
          </caption>
          <thead>
            <tr>
              {by('settings', 'settings')}
              {ANSWERS.map((answers, i) => by(i, answers.replace(',', '')))}
              {by('seed', 'seed')}
              {by('seconds', 'seconds')}
              {by('when', 'when')}
              <th scope="col">hash</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                the defaults, run by us
                <span className="row needs-script">
                  <button type="button" disabled={!ready} onClick={showRecorded}>
                    Show in the figure
                  </button>
                </span>
              </th>
              {numbers(recorded)}
              <td>{recorded.settings['seed']}</td>
              <td>–</td>
              <td>recorded</td>
              <td className="hash">{grouped(recorded.hash)}</td>
            </tr>
            {lines.map((run) => (
              <tr key={run.id}>
                <th scope="row">
                  {wordsOf(known, run)}
                  <span className="row">
                    <button type="button" onClick={() => void show(run)}>
                      Show in the figure
                    </button>
                    <a href={linkTo('whole', known, run.history.settings, figureId)}>Link</a>
                    {lasting && <a href={`${dashboard}?saved=${run.id}`}>Dashboard</a>}
                    <button
                      type="button"
                      onClick={() =>
                        download(
                          `${known.id}-${run.history.hash.slice(0, 8)}.json`,
                          'application/json',
                          writeRun(run),
                        )
                      }
                    >
                      Save
                    </button>
                    <button type="button" onClick={() => void remove(run)}>
                      Delete
                    </button>
                  </span>
                </th>
                {numbers(run.history)}
                <td>{run.history.settings['seed']}</td>
                <td>{run.seconds < 10 ? run.seconds.toFixed(1) : Math.round(run.seconds)}</td>
                <td>{momentOf(run.when)}</td>
                <td className="hash">{grouped(run.history.hash)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status">
        {deleted && (
          <>
            One run was deleted.{' '}
            <button type="button" onClick={() => void restore()}>
              Bring it back
            </button>{' '}
          </>
        )}
        {runs?.length === 0 &&
          !deleted &&
          'No run of yours yet. Each one that ends in the figure is added here.'}
        {!lasting &&
          ' This browser, or the frame in which the page stands, lets nothing be stored: runs stay until you leave the page. Save what you want to keep.'}
        {lasting && last !== undefined && last !== 'browser' && ` ${SAID[last]}`}
        {strangers.length > 0 && (
          <>
            {' '}
            {strangers.length} stored {strangers.length === 1 ? 'run is' : 'runs are'} damaged or from another
            version of this page, and not shown.{' '}
            <button type="button" onClick={() => void runStore().remove(strangers)}>
              Delete {strangers.length === 1 ? 'it' : 'them'}
            </button>
          </>
        )}
      </p>
    </div>
  );
}
