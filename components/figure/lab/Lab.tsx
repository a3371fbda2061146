/** The island of a live figure: controls, transport and menu. The picture beside it is drawn at build and redrawn here. */
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Declaration, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf, encode, sameSettings } from '../../../sim/settings.ts';
import { metricText, summaryOf } from '../../chart/summary.ts';
import { Controls } from './Controls.tsx';
import { differences, embedCode, toldOf, upTo } from './describe.ts';
import { download, mayBeRefused } from './download.ts';
import { Menu } from './Menu.tsx';
import type { ModelFile } from './modelFile.ts';
import { openPicture, type PictureOf } from './picture.ts';
import { Predict, type Prediction } from './Predict.tsx';
import { Transport } from './Transport.tsx';
import { usePlayhead } from './usePlayhead.ts';
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

/** A run kept for comparison: a letter in the picture, in words below it. */
interface Pin {
  readonly label: string;
  readonly words: string;
  readonly rows: readonly Row[];
}
const LETTERS = ['A', 'B', 'C'];

const Models = lazy(() => import('./Models.tsx'));

const ALONE = 'If no file arrived, open the figure on its own: Copy link has its address.';

/** A slider in motion is not announced at each of its steps. */
const QUIET_MS = 600;

/** The reader's guess, in the view that the prediction is about. */
const guessDrawn = (prediction: Prediction | undefined, value: number | undefined) =>
  prediction && value !== undefined ? { guess: { view: prediction.view, value } } : {};

export default function Lab(props: LabProps) {
  const { declaration, figureId, recordingUrl, embedUrl, prediction } = props;
  const { id, params, clock } = declaration;
  const defaults = useMemo(() => defaultsOf(params), [params]);
  const answering = useMemo<Settings | undefined>(
    () => prediction && { ...defaults, ...prediction.settings },
    [prediction, defaults],
  );
  const { settings, replaced, ready, change, reset } = useSettings(declaration);
  const run = useRun(id, defaults, recordingUrl);
  const playhead = usePlayhead();
  const [pins, setPins] = useState<readonly Pin[]>([]);
  const [guess, setGuess] = useState<number>();
  const [answer, setAnswer] = useState<number>();
  const [said, setSaid] = useState('');
  const [summary, setSummary] = useState('');
  const [file, setFile] = useState<ModelFile>();
  const [more, setMore] = useState(false);
  const [presenting, setPresenting] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const pinButton = useRef<HTMLButtonElement>(null);
  const picture = useRef<PictureOf>(undefined);

  const figure = useCallback(() => root.current!.closest<HTMLElement>('figure')!, []);
  const instant = clock === undefined;
  const changed = !sameSettings(params, settings, run.settings);
  const guessShown =
    answering !== undefined && sameSettings(params, run.settings, answering) ? guess : undefined;
  const { start } = run;
  const { follow } = playhead;

  const begin = useCallback(
    (wanted: Settings) => {
      follow();
      setSaid('');
      start(wanted);
    },
    [follow, start],
  );

  // The picture belongs to the figure, not to React: it was drawn at build.
  useEffect(() => {
    const opened = openPicture(figure(), declaration);
    picture.current = opened;
    return () => opened.close();
  }, [declaration, figure]);

  useEffect(() => {
    if (ready) figure().setAttribute('data-ready', '');
  }, [ready, figure]);

  useEffect(() => {
    figure().dataset['run'] = run.state;
    if (run.state === 'done' && run.finished) figure().dataset['hash'] = run.finished.hash;
    else delete figure().dataset['hash'];
  }, [run.state, run.finished, figure]);

  useEffect(() => {
    const onChange = () => setPresenting(document.fullscreenElement === figure());
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, [figure]);

  // Instant experiments answer every change at once.
  const first = useRef(true);
  useEffect(() => {
    if (!ready || !instant) return;
    const untouched = first.current && sameSettings(params, settings, defaults);
    first.current = false;
    if (!untouched) start(settings);
  }, [ready, instant, settings, params, defaults, start]);

  useEffect(() => {
    const onSet = (event: Event) => {
      const wish = (event as CustomEvent<{ experiment: string; values: Settings; run?: boolean }>).detail;
      if (wish.experiment !== id) return;
      change(wish.values);
      if (wish.run && !instant) begin({ ...settings, ...wish.values });
    };
    document.addEventListener('lab:set', onSet);
    return () => document.removeEventListener('lab:set', onSet);
  }, [id, change, begin, instant, settings]);

  // The end of a run: exercises, prediction. Its rows are those of this very render.
  useEffect(() => {
    if (run.state !== 'done' || !run.finished || !run.rows) return;
    const { hash, goals } = run.finished;
    const detail = { experiment: id, settings: run.settings, hash, goals };
    figure().dispatchEvent(new CustomEvent('lab:result', { bubbles: true, detail }));
    if (prediction && answering && sameSettings(params, run.settings, answering)) {
      setAnswer(run.rows.findLast((row) => row.series === prediction.series)?.[prediction.metric] as number);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [run.state, run.finished]);

  const whole = run.rows;
  const positions = useMemo(
    () =>
      clock && whole
        ? whole.filter((row) => row.series === clock.series).map((row) => row[clock.metric] as number)
        : props.positions,
    [clock, whole, props.positions],
  );
  const rows = useMemo(() => upTo(whole, clock?.series, playhead.at), [whole, clock, playhead.at]);

  useEffect(() => {
    if (!whole || !rows) return;
    picture.current?.draw({ rows, whole, pinned: pins, ...guessDrawn(prediction, guessShown) });
  }, [rows, whole, pins, guessShown, prediction]);

  // What the picture says, in words: for its label, and to be announced when it has come to rest.
  useEffect(() => {
    if (!rows || run.state === 'running') return;
    const timer = setTimeout(() => {
      const words = summaryOf(declaration, rows);
      figure().querySelector('[data-picture]')?.setAttribute('aria-label', words);
      setSummary(words);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [rows, run.state, declaration, figure]);

  useEffect(() => {
    const stale = changed && !instant && run.state !== 'running';
    figure().toggleAttribute('data-stale', stale);
    figure().toggleAttribute('data-greyed', stale && run.rows === undefined && ready);
  }, [changed, instant, run.state, run.rows, ready, figure]);

  const address = (of: Settings) =>
    `${location.origin}${location.pathname}?${encode(id, params, of, '', true)}#${figureId}`;
  /** The recorded rows first; a failure to fetch them is told, and the next press tries again. */
  const withRows = async (act: (recorded: readonly Row[]) => void | Promise<void>) => {
    try {
      await act(await run.load());
    } catch (error) {
      setSaid(error instanceof Error ? `This did not work: ${error.message}.` : 'This did not work.');
    }
  };
  const copyLink = async () => {
    const link = address(settings);
    try {
      await navigator.clipboard.writeText(link);
      setSaid('Link copied: it holds every setting.');
    } catch {
      setSaid(`Copy this link: ${link}`);
    }
  };
  const pin = () =>
    withRows((recorded) => {
      const words = differences(declaration, run.settings, defaults) || 'the default';
      const kept = [...pins.slice(-2), { words, rows: recorded }];
      setPins(kept.map((each, i) => ({ ...each, label: LETTERS[i]! })));
    });
  const save = (kind: 'csv' | 'svg' | 'png') =>
    withRows(async (recorded) => {
      const files = await import('./export.ts');
      const from = address(run.settings);
      if (kind === 'csv') {
        const stopped = run.finished === undefined && run.rows !== undefined;
        const hash = stopped ? 'none, the run was stopped' : (run.finished?.hash ?? '');
        const history = { settings: run.settings, rows: recorded, hash };
        download(`${id}.csv`, 'text/csv', files.csvOf(declaration, history, from));
      } else {
        const title = figure().querySelector('.cap b')?.textContent ?? declaration.title;
        const shown = {
          rows: upTo(recorded, clock?.series, playhead.at)!,
          whole: recorded,
          pinned: pins,
          ...guessDrawn(prediction, guessShown),
        };
        const svg = files.svgOf(figure(), declaration, shown, title, from);
        if (kind === 'svg') download(`${id}.svg`, 'image/svg+xml', svg);
        else download(`${id}.png`, 'image/png', await (await import('./png.ts')).pngOf(svg));
      }
      setSaid(mayBeRefused() ? `Saved, unless the page around this frame forbids downloads. ${ALONE}` : '');
    });
  const goOnFrom = (chosen: ModelFile | undefined) => {
    setFile(chosen);
    run.resume(chosen?.trained);
  };
  const present = () =>
    withRows(async () => {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await figure().requestFullscreen();
    });
  const startOver = () => {
    reset();
    follow();
    setPins([]);
    setGuess(undefined);
    setAnswer(undefined);
    setSaid('');
    goOnFrom(undefined);
    if (!instant) {
      run.rewind();
      void withRows(() => undefined);
    }
  };

  const disabled = !ready;
  const end = positions[positions.length - 1] ?? 0;
  const clockMetric = clock && declaration.series[clock.series]!.metrics[clock.metric]!;
  const clockLabel = clockMetric?.label ?? '';
  const written = (value: number) => (clockMetric ? metricText(clockMetric, value) : '');
  // Of this machine, so it stands in no row and no hash.
  const seconds = run.state === 'done' ? (run.finished?.seconds ?? 0) : 0;
  const unit = clockMetric?.unit === 'million' ? 'million ' : '';
  const speed =
    clockMetric && !clock.runs?.startsWith('all') && seconds > 0
      ? `${(end / seconds).toPrecision(2)} ${unit}${clockLabel.replace(/s?$/, 's')} a second`
      : '';
  const whyStopped = run.state === 'idle' && whole !== undefined && run.finished === undefined;

  return (
    <>
      {/* As tall as the figure: it wakes when any part of it comes near the window. */}
      <span className="sentinel" aria-hidden="true" />
      <div
        className="lab-island"
        ref={root}
        onPointerEnter={instant ? undefined : run.prepare}
        onFocus={instant ? undefined : run.prepare}
      >
        {changed && !instant && run.state !== 'running' && (
          <p className="stale" role="status">
            <span>
              Picture: {differences(declaration, run.settings, settings)}. Controls:{' '}
              {differences(declaration, settings, run.settings)}.{run.rows ? '' : ' Press Run.'}
            </span>
          </p>
        )}
        {run.engine === 'plain' && (
          <p className="told" role="status">
            WebAssembly SIMD is not to be had here: the run computes in plain TypeScript. It takes much longer
            and gives the same numbers.
          </p>
        )}
        {run.state === 'failed' && (
          <p className="stale" role="alert">
            <span>The run stopped: {run.reason}</span>
          </p>
        )}
        {pins.length > 0 && (
          <p className="pins">
            {pins.map(({ label, words }) => (
              <span key={label}>
                <b>{label}</b> {words}
              </span>
            ))}
          </p>
        )}
        {replaced.map(toldOf).map((sentence) => (
          <p key={sentence} className="told" role="status">
            {sentence}
          </p>
        ))}
        {file && (
          <p className="told" role="status">
            Runs go on from {file.name} ({String(file.trained.about['model'])}, {file.hash}). A link cannot
            reproduce them.{' '}
            <button type="button" onClick={() => goOnFrom(undefined)}>
              Forget the file
            </button>
          </p>
        )}
        {!instant && (
          <Transport
            state={run.state}
            disabled={disabled}
            changed={changed}
            amount={clock.runs ?? (whyStopped ? '' : `${written(end)} ${clockLabel}s`)}
            clock={clockLabel}
            written={written}
            at={Math.min(playhead.at, positions.length - 1)}
            positions={positions}
            playing={playhead.playing}
            onRun={() => begin(settings)}
            onStop={() => {
              run.stop();
              setSaid(`Stopped at ${clockLabel} ${written(end)}.`);
            }}
            onPlay={() => void withRows(() => playhead.toggle(positions.length))}
            onScrub={(index) => void withRows(() => playhead.scrub(index))}
          />
        )}
        <Controls
          declaration={declaration}
          settings={settings}
          disabled={disabled}
          menu={false}
          onChange={change}
        />
        {prediction && answering && (
          <Predict
            prediction={prediction}
            disabled={disabled}
            guessed={guess}
            answer={answer}
            onGuess={(value) => {
              setGuess(value);
              setAnswer(undefined);
              change(answering);
              begin(answering);
            }}
          />
        )}
        <div className="foot">
          <button type="button" disabled={disabled} onClick={() => void copyLink()}>
            Copy link
          </button>
          <button type="button" ref={pinButton} disabled={disabled} onClick={() => void pin()}>
            Pin this run
          </button>
          {pins.length > 0 && (
            <button
              type="button"
              onClick={() => {
                setPins([]);
                pinButton.current?.focus();
              }}
            >
              Unpin
            </button>
          )}
          <button type="button" disabled={disabled} aria-expanded={more} onClick={() => setMore(!more)}>
            More
          </button>
          <span className="stamp">
            {'seed' in params && <span>seed {run.settings['seed']}</span>}
            {speed !== '' && <span>{speed}</span>}
            {run.state === 'done' && run.finished && (
              <span className="hash">{run.finished.hash.replace(/(.{4})(?=.)/g, '$1 ')}</span>
            )}
          </span>
        </div>
        {more && (
          <Menu
            declaration={declaration}
            disabled={disabled}
            controls={
              <Controls
                declaration={declaration}
                settings={settings}
                disabled={disabled}
                menu
                onChange={change}
              />
            }
            embedCode={embedCode(
              new URL(embedUrl, location.href).href,
              encode(id, params, settings, '', true),
              declaration.title,
              EMBED_HEIGHT,
            )}
            models={
              declaration.keeps && (
                <Suspense>
                  <Models
                    names={declaration.keeps}
                    trained={run.trained}
                    resumes={declaration.resumes === true}
                    onOpen={goOnFrom}
                  />
                </Suspense>
              )
            }
            presenting={presenting}
            rows={run.rows}
            onReset={startOver}
            onNewSeed={() => change({ seed: crypto.getRandomValues(new Uint32Array(1))[0]! })}
            onCsv={() => void save('csv')}
            onSvg={() => void save('svg')}
            onPng={() => void save('png')}
            onTable={() => void withRows(() => undefined)}
            onPresent={() => void present()}
          />
        )}
        <p className="said" role="status">
          {said}
        </p>
        <p className="sr-only" role="status">
          {summary}
        </p>
      </div>
    </>
  );
}

/** Room for a figure of four panels with its controls, at the width of a slide. */
const EMBED_HEIGHT = 860;
