/** The run that the picture shows, and the one that is under way: rows as they arrive, or a recording. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { History, Progress, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { KernelKind } from '../../../sim/kernels/kernels.ts';
import type { SavedRun } from '../runs/savedRun.ts';
import type { Models } from '../runs/store.ts';
import type { Clock } from './clock.ts';
import type { FactsFile } from './factsFile.ts';
import type { Checkpoint, ModelFile } from './modelFile.ts';
import type { Finished } from './protocol.ts';
import { createRunner, type Runner } from './runner.ts';

export type RunState = 'idle' | 'running' | 'done' | 'failed';

/** What is drawn, with the settings that it was computed with. */
export interface Drawn {
  readonly settings: Settings;
  /** Undefined while only the drawing made at build stands. They grow in place while they arrive. */
  readonly rows: readonly Row[] | undefined;
  /** Values of the clock in these rows. */
  readonly positions: readonly number[];
  /** Undefined for a run that is under way, or was stopped. */
  readonly finished: Finished | undefined;
  /** By the build, not here. */
  readonly recorded: boolean;
  /** Models that the run has trained, by name. */
  readonly trained: Readonly<Record<string, Checkpoint>>;
  /** Milliseconds from the press on Run to each row; none of a recording. */
  readonly arrivals: readonly number[];
  /** The reader's file from which it went on. */
  readonly file?: string;
  /** Of an earlier run of the reader's: when it ended. */
  readonly kept?: number;
  /** The reader's own file on which it trained. */
  readonly facts: FactsFile | undefined;
}

export interface UseRun {
  readonly state: RunState;
  readonly drawn: Drawn;
  /** Where the run under way is. */
  readonly progress: Progress | undefined;
  /** Why the last run stopped by itself. */
  readonly reason: string;
  /** Which kernels the last run computed with, if it needed any. */
  readonly engine: KernelKind | undefined;
  /** How many workers most of the last run was computed with, if it could have several. */
  readonly workers: number | undefined;
  /** A reader's own model, from which the next runs go on. */
  readonly resumed: ModelFile | undefined;
  /** undefined: from where the settings say. */
  resume(from: ModelFile | undefined): void;
  /** A reader's own file of facts, on which the next runs train. */
  readonly dropped: FactsFile | undefined;
  /** undefined: the file that the settings name. */
  drop(file: FactsFile | undefined): void;
  start(settings: Settings): void;
  /** The reader's hand is near: the first press will be answered sooner. */
  prepare(): void;
  stop(): void;
  /** What is drawn, with its rows: those of the default are fetched when somebody asks for them. */
  load(): Promise<Drawn>;
  /** Draws a recording, in place of what stands. @param asRun as if it had just been run here */
  show(recording: Promise<History>, asRun?: boolean): Promise<void>;
  /** Draws an earlier run of the reader's, with the models that it left. */
  showKept(run: SavedRun, models: Models): void;
}

interface State {
  readonly drawn: Drawn;
  readonly running: boolean;
  readonly progress: Progress | undefined;
  readonly reason: string;
  readonly engine: KernelKind | undefined;
  readonly workers: number | undefined;
  /** A recording that stands for a run of the reader's. */
  readonly asRun: boolean;
}

/**
 * @param recorded positions of the default recording, which is drawn already
 * @param fetchDefault its rows
 * @param wanted so many workers; undefined: as many as pay
 */
export function useRun(
  id: string,
  defaults: Settings,
  clock: Clock | undefined,
  recorded: readonly number[],
  fetchDefault: () => Promise<History>,
  wanted: number | undefined,
): UseRun {
  const [state, setState] = useState<State>(() => ({
    drawn: {
      settings: defaults,
      rows: undefined,
      positions: recorded,
      finished: undefined,
      recorded: true,
      trained: {},
      arrivals: [],
      facts: undefined,
    },
    running: false,
    progress: undefined,
    reason: '',
    engine: undefined,
    workers: undefined,
    asRun: false,
  }));
  const { drawn } = state;
  const runner = useRef<Runner>(undefined);
  const latest = useRef(state);
  const [resumed, setResumed] = useState<ModelFile | undefined>();
  const [dropped, setDropped] = useState<FactsFile | undefined>();
  /** Of what was asked for last: an older recording that arrives late is not drawn. */
  const asked = useRef(0);

  const update = useCallback((change: Partial<State>) => {
    latest.current = { ...latest.current, ...change };
    setState(latest.current);
  }, []);

  useEffect(() => () => runner.current?.close(), []);

  const start = useCallback(
    (settings: Settings) => {
      runner.current ??= createRunner();
      asked.current += 1;
      update({ running: true, progress: undefined, workers: undefined, reason: '' });
      // The picture changes hands with the first rows: until then the earlier run stands, whole.
      const rows: Row[] = [];
      const positions: number[] = [];
      const arrivals: number[] = [];
      const from = resumed && { file: resumed.name };
      const pressed = performance.now();
      let trained: Record<string, Checkpoint> = {};
      const take = (batch: readonly Row[], finished?: Finished): Drawn => {
        const now = Math.round(performance.now() - pressed);
        for (const row of batch) {
          rows.push(row);
          arrivals.push(now);
        }
        if (clock) positions.push(...clock.positionsOf(batch));
        const own = { facts: dropped, ...from };
        return { settings, rows, positions, finished, recorded: false, trained, arrivals, ...own };
      };
      runner.current.run(
        id,
        settings,
        {
          engine: (engine) => update({ engine }),
          workers: (count) => update({ workers: count }),
          trained(name, model) {
            trained = { ...trained, [name]: model };
            if (rows.length > 0) update({ drawn: { ...latest.current.drawn, trained } });
          },
          // Drawn within the message that brings them: a slider is answered a task earlier.
          rows(batch, progress) {
            const change = {
              ...(progress && { progress }),
              ...(batch.length > 0 && { drawn: take(batch), asRun: false }),
            };
            flushSync(() => update(change));
          },
          done(batch, finished) {
            const change = { running: false, asRun: false, drawn: take(batch, finished) };
            flushSync(() => update(change));
          },
          failed: (reason) => update({ running: false, reason }),
        },
        {
          ...(resumed && { resumed: resumed.trained }),
          ...(dropped && { dropped: dropped.text }),
          ...(wanted !== undefined && { workers: wanted }),
        },
      );
    },
    [id, clock, resumed, dropped, wanted, update],
  );

  const prepare = useCallback(() => {
    if (runner.current) return;
    runner.current = createRunner();
    runner.current.prepare(id);
  }, [id]);

  const stop = useCallback(() => {
    runner.current?.cancel();
    update({ running: false, progress: undefined });
  }, [update]);

  const drawnFrom = useCallback(
    ({ settings, rows, hash }: History): Drawn => ({
      settings,
      rows,
      positions: clock?.positionsOf(rows) ?? [],
      finished: { hash, seconds: 0, goals: {} },
      recorded: true,
      trained: {},
      arrivals: [],
      facts: undefined,
    }),
    [clock],
  );

  const load = useCallback(async () => {
    const wanted = latest.current.drawn;
    if (wanted.rows) return wanted;
    const loaded = drawnFrom(await fetchDefault());
    if (latest.current.drawn === wanted) update({ drawn: loaded });
    return loaded;
  }, [drawnFrom, fetchDefault, update]);

  const show = useCallback(
    async (recording: Promise<History>, asRun = false) => {
      const mine = (asked.current += 1);
      runner.current?.cancel();
      update({ running: false, progress: undefined, reason: '' });
      const loaded = drawnFrom(await recording);
      if (mine === asked.current) update({ drawn: loaded, asRun });
    },
    [drawnFrom, update],
  );

  const showKept = useCallback(
    ({ history, seconds, when, arrivals, file }: SavedRun, models: Models) => {
      asked.current += 1;
      runner.current?.cancel();
      const finished = { hash: history.hash, seconds, goals: {} };
      const kept = { ...drawnFrom(history), finished, trained: models, arrivals };
      update({
        running: false,
        progress: undefined,
        reason: '',
        drawn: { ...kept, kept: when, ...(file && { file }) },
        asRun: true,
      });
    },
    [drawnFrom, update],
  );

  const ended = drawn.finished !== undefined && (!drawn.recorded || state.asRun);
  const { running, progress, reason, engine, workers } = state;
  return {
    state: running ? 'running' : reason !== '' ? 'failed' : ended ? 'done' : 'idle',
    drawn,
    progress,
    reason,
    engine,
    workers,
    resumed,
    resume: setResumed,
    dropped,
    drop: setDropped,
    start,
    prepare,
    stop,
    load,
    show,
    showKept,
  };
}
