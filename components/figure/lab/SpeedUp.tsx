/** Trains with one worker, two and more in the reader's tab, and compares seconds and bits. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { summaryOf } from '../../chart/summary.ts';
import { declaration, quickest, ROUNDS, rowsOf, SIZES, type Measured, type Timed } from './amdahl.ts';
import { openPicture, type PictureOf } from './picture.ts';
import { createRunner, type Runner } from './runner.ts';
import { useFigure } from './useFigure.ts';
import { useSteps } from './useSteps.ts';

/** Settings that can be measured, and what was recorded of each. */
export interface Case {
  readonly label: string;
  readonly settings: Settings;
  /** Of the run that was recorded at build, by one worker. */
  readonly hash: string;
  readonly recorded: readonly Measured[];
}

interface SpeedUpProps {
  /** The experiment whose steps are made. */
  readonly experiment: string;
  readonly cases: readonly Case[];
  /** Which case is shown first. */
  readonly first: number;
  /** Where and when the recorded seconds were measured. */
  readonly machine: string;
}

interface State {
  readonly chosen: number;
  readonly doing?: { readonly round: number; readonly workers: number };
  readonly runs?: readonly Timed[];
  readonly reason?: string;
}

const NO_CREW =
  'this page may start no workers of its own here (an old browser, or a frame that forbids it), so there is nothing to compare.';

function run(runner: Runner, id: string, settings: Settings, workers: number): Promise<Timed> {
  return new Promise((resolve, reject) => {
    runner.run(
      id,
      settings,
      {
        engine: () => undefined,
        workers: () => undefined,
        rows: () => undefined,
        trained: () => undefined,
        done: (_, { hash, times }) => resolve({ workers, hash, times }),
        failed: (reason) => reject(new Error(reason)),
      },
      { workers },
    );
  });
}

/** "1, 2, 3 and 4" */
const listed = (numbers: readonly number[]) =>
  numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)!}`;

function coresHere(): string {
  const cores = navigator.hardwareConcurrency || 1;
  return cores === 1
    ? 'This browser reports one core: workers take turns on it, and more of them win nothing.'
    : `This browser reports ${cores} cores${cores < SIZES.length ? ': more workers than that take turns.' : '.'}`;
}

/** What came out: of the bits first, then of workers that could not be had. */
function verdictOf(
  runs: readonly Timed[],
  { hash }: Case,
): { readonly same: boolean; readonly text: string } {
  const others = runs.filter((each) => each.hash !== hash);
  const there = quickest(runs).map(({ workers }) => workers);
  const missing = SIZES.filter((workers) => !there.includes(workers));
  const bits =
    others.length === 0
      ? `The same bits in all ${runs.length} runs, and as at build.`
      : `${others.length} of ${runs.length} runs differ. Please report your browser and its version.`;
  const told = missing.length === 0 ? '' : ` Not timed with ${listed(missing)}: too few workers started.`;
  return { same: others.length === 0, text: bits + told };
}

function recordedOf({ recorded }: Case, machine: string): string {
  const alone = recorded.length === 1 ? ', one worker' : '';
  return `Recorded${alone}: ${machine}.${alone && ' The curve is what Amdahl’s law makes of it.'}`;
}

export default function SpeedUp({ experiment, cases, first, machine }: SpeedUpProps) {
  const { root, figure } = useFigure();
  const [ready, setReady] = useState(false);
  const [state, setState] = useState<State>({ chosen: first });
  const { chosen, doing, runs, reason } = state;
  const shown = cases[chosen]!;
  const runner = useRef<Runner>(undefined);
  const picture = useRef<PictureOf>(undefined);
  /** Which press a run belongs to: an earlier one is over. */
  const press = useRef(0);

  useEffect(() => {
    const opened = openPicture(figure(), declaration);
    picture.current = opened;
    figure().setAttribute('data-ready', '');
    setReady(true);
    return () => {
      opened.close();
      runner.current?.close();
    };
  }, [figure]);

  const verdict = useMemo(() => runs && verdictOf(runs, shown), [runs, shown]);
  const untouched = chosen === first && !runs;
  /** The reader steps through the points: they are drawn here, if they were not. */
  const [stepped, setStepped] = useState(false);
  const [point, setPoint] = useState('');
  const drawing = useMemo(() => {
    const rows = rowsOf(runs ? quickest(runs) : shown.recorded);
    return untouched && !stepped ? undefined : { rows, whole: rows };
  }, [runs, shown, untouched, stepped]);
  useSteps(figure, declaration, {
    shown: drawing,
    load: () => setStepped(true),
    say: setPoint,
    closed: false,
    paged: true,
  });
  useEffect(() => {
    const { dataset } = figure();
    dataset['run'] = doing ? 'running' : reason !== undefined ? 'failed' : verdict ? 'done' : 'idle';
    if (verdict?.same) dataset['hash'] = shown.hash;
    else delete dataset['hash'];
    if (!drawing) return;
    picture.current?.draw(drawing, false);
    figure()
      .querySelector('[data-picture]')
      ?.setAttribute('aria-label', summaryOf(declaration, drawing.rows));
  }, [doing, reason, verdict, shown, drawing, figure]);

  const stop = useCallback(() => {
    press.current += 1;
    runner.current?.cancel();
    setState(({ chosen }) => ({ chosen }));
  }, []);

  const measure = async () => {
    const mine = (press.current += 1);
    runner.current ??= createRunner();
    const counted: Timed[] = [];
    try {
      for (let round = 1; round <= ROUNDS; round++) {
        for (const workers of SIZES) {
          setState({ chosen, doing: { round, workers } });
          const timed = await run(runner.current, experiment, shown.settings, workers);
          if (mine !== press.current) return;
          if (!timed.times) throw new Error(NO_CREW);
          if (round > 1) counted.push(timed);
        }
      }
      setState({ chosen, runs: counted });
    } catch (error) {
      if (mine === press.current)
        setState({ chosen, reason: error instanceof Error ? error.message : NO_CREW });
    }
  };

  return (
    <div className="lab-island" ref={root}>
      <div className="bar">
        {doing ? (
          <button type="button" className="button outline" onClick={stop}>
            Stop
          </button>
        ) : (
          <button type="button" className="button" disabled={!ready} onClick={() => void measure()}>
            Run on this machine
          </button>
        )}
        {/* What changes is said, not the rest again. */}
        <p className="status" role="status" aria-atomic="false">
          {doing &&
            `Round ${doing.round} of ${ROUNDS}, ${doing.workers} worker${doing.workers > 1 ? 's' : ''}`}
          {!doing && reason !== undefined && <b>The run stopped: {reason}</b>}
          {!doing && verdict?.text}
          {!doing && !verdict && reason === undefined && recordedOf(shown, machine)}{' '}
          <span className="sr-only">{point}</span>
        </p>
      </div>
      <div className="presets" role="group" aria-label="Settings to try">
        {cases.map(({ label }, i) => (
          <button
            key={label}
            type="button"
            className="preset"
            disabled={!ready || doing !== undefined}
            aria-pressed={i === chosen}
            onClick={() => setState({ chosen: i })}
          >
            {label}
          </button>
        ))}
      </div>
      {!doing && verdict && <p className="told">{coresHere()}</p>}
    </div>
  );
}
