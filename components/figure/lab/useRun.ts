/** A run and its rows as they arrive; the recorded default until the reader starts one. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { History, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import type { KernelKind } from '../../../sim/kernels/kernels.ts';
import type { Checkpoint, ModelFile } from './modelFile.ts';
import type { Finished } from './protocol.ts';
import { createRunner, type Runner } from './runner.ts';

export type RunState = 'idle' | 'running' | 'done' | 'failed';

export interface UseRun {
  readonly state: RunState;
  /** Rows of the picture's run; undefined while only the drawing made at build is shown. */
  readonly rows: readonly Row[] | undefined;
  /** The settings that the picture shows. */
  readonly settings: Settings;
  readonly finished: Finished | undefined;
  readonly reason: string;
  /** Which kernels the last run computed with, if it needed any. */
  readonly engine: KernelKind | undefined;
  /** Models that the last run has trained, by name. */
  readonly trained: Readonly<Record<string, Checkpoint>>;
  /** A reader's own model, from which the next runs go on. */
  readonly resumed: ModelFile | undefined;
  /** undefined: from where the settings say. */
  resume(from: ModelFile | undefined): void;
  start(settings: Settings): void;
  /** The reader's hand is near: the first press will be answered sooner. */
  prepare(): void;
  stop(): void;
  /** Fetches the recorded default, if no other run is there. */
  load(): Promise<readonly Row[]>;
  /** Back to the recorded default. */
  rewind(): void;
}

export function useRun(id: string, defaults: Settings, recordingUrl: string): UseRun {
  const [state, setState] = useState<RunState>('idle');
  const [rows, setRows] = useState<readonly Row[] | undefined>();
  const [settings, setSettings] = useState(defaults);
  const [finished, setFinished] = useState<Finished | undefined>();
  const [reason, setReason] = useState('');
  const [engine, setEngine] = useState<KernelKind | undefined>();
  const runner = useRef<Runner>(undefined);
  const recording = useRef<Promise<History>>(undefined);
  const arrived = useRef<Row[]>([]);
  const [trained, setTrained] = useState<Readonly<Record<string, Checkpoint>>>({});
  const [resumed, setResumed] = useState<ModelFile | undefined>();

  useEffect(() => () => runner.current?.close(), []);

  const start = useCallback(
    (wanted: Settings) => {
      runner.current ??= createRunner();
      arrived.current = [];
      setState('running');
      setFinished(undefined);
      setReason('');
      setTrained({});
      const take = (batch: readonly Row[]) => {
        // The picture changes hands with the first rows, so that it never stands empty.
        if (arrived.current.length === 0) setSettings(wanted);
        arrived.current = [...arrived.current, ...batch];
        setRows(arrived.current);
      };
      runner.current.run(
        id,
        wanted,
        {
          engine: setEngine,
          trained: (name, model) => setTrained((kept) => ({ ...kept, [name]: model })),
          // Drawn within the message that brings them: a slider is answered a task earlier.
          rows: (batch) => flushSync(() => take(batch)),
          done: (batch, result) =>
            flushSync(() => {
              take(batch);
              setFinished(result);
              setState('done');
            }),
          failed(why) {
            setReason(why);
            setState('failed');
          },
        },
        resumed && { resumed: resumed.trained },
      );
    },
    [id, resumed],
  );

  const prepare = useCallback(() => {
    if (runner.current) return;
    runner.current = createRunner();
    runner.current.prepare(id);
  }, [id]);

  const stop = useCallback(() => {
    runner.current?.cancel();
    setState('idle');
  }, []);

  const load = useCallback(async () => {
    if (arrived.current.length > 0) return arrived.current;
    recording.current ??= fetchRecording(recordingUrl);
    try {
      const recorded = await recording.current;
      if (arrived.current.length === 0) {
        setRows(recorded.rows);
        setFinished({ hash: recorded.hash, seconds: 0, goals: {} });
      }
      return recorded.rows;
    } catch (error) {
      recording.current = undefined; // the next press tries again
      throw error;
    }
  }, [recordingUrl]);

  const rewind = useCallback(() => {
    runner.current?.cancel();
    arrived.current = [];
    setSettings(defaults);
    setFinished(undefined);
    setReason('');
    setState('idle');
    setRows(undefined);
  }, [defaults]);

  return {
    state,
    rows,
    settings,
    finished,
    reason,
    engine,
    trained,
    resumed,
    resume: setResumed,
    start,
    prepare,
    stop,
    load,
    rewind,
  };
}

async function fetchRecording(url: string): Promise<History> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the recorded run could not be fetched (${response.status})`);
  return (await response.json()) as History;
}
