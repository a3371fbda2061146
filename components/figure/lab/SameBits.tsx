/** Runs experiments in the reader's browser and compares their hashes with those of the build. */
import { useEffect, useRef, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { grouped } from './hash.ts';
import { createRunner, type Runner } from './runner.ts';

export interface Expected {
  readonly id: string;
  readonly settings: Settings;
  /** With the plain kernels, though SIMD may be there. */
  readonly plain: boolean;
  readonly what: string;
  readonly hash: string;
}

interface Outcome {
  readonly hash?: string;
  readonly seconds?: number;
  readonly engine?: string;
  readonly reason?: string;
}

function run(runner: Runner, { id, settings, plain }: Expected): Promise<Outcome> {
  return new Promise((resolve) => {
    let engine: string | undefined;
    runner.run(
      id,
      settings,
      {
        engine: (kind) => (engine = kind === 'simd' ? 'WebAssembly SIMD' : 'plain TypeScript'),
        workers: () => undefined,
        rows: () => undefined,
        trained: () => undefined,
        done: (_, { hash, seconds }) => resolve({ hash, seconds, ...(engine && { engine }) }),
        failed: (reason) => resolve({ reason }),
      },
      { plain },
    );
  });
}

export default function SameBits({ expected }: { readonly expected: readonly Expected[] }) {
  const [ready, setReady] = useState(false);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map());
  /** The row that is run now. */
  const [busy, setBusy] = useState<number>();
  const runner = useRef<Runner>(undefined);
  useEffect(() => {
    setReady(true);
    return () => runner.current?.close();
  }, []);

  const check = async (rows: readonly number[]) => {
    setOutcomes((before) => new Map([...before].filter(([row]) => !rows.includes(row))));
    runner.current ??= createRunner();
    for (const row of rows) {
      setBusy(row);
      const outcome = await run(runner.current, expected[row]!);
      setOutcomes((before) => new Map(before).set(row, outcome));
    }
    setBusy(undefined);
  };

  const done = outcomes.size;
  const same = [...outcomes].filter(([row, { hash }]) => hash === expected[row]!.hash).length;
  const all = done === expected.length ? 'all ' : '';
  const verdict =
    done === 0 || busy !== undefined
      ? ''
      : same === done
        ? `The same bits in ${all}${done} ${done === 1 ? 'run' : 'runs'}.`
        : `${done - same} of ${done} ${done === 1 ? 'run' : 'runs'} differ. Please report your browser and its version.`;

  return (
    <div className="same-bits" data-run={busy !== undefined ? 'running' : verdict ? 'done' : 'idle'}>
      <button
        type="button"
        className="needs-script"
        disabled={!ready || busy !== undefined}
        onClick={() => void check(expected.map((_, row) => row))}
      >
        {busy !== undefined ? `Running ${expected[busy]!.what} …` : 'Run all in this browser'}
      </button>
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Hashes of all runs">
        <table>
          <thead>
            <tr>
              <th scope="col">run</th>
              <th scope="col">at build, in Node</th>
              <th scope="col">in this browser</th>
            </tr>
          </thead>
          <tbody>
            {expected.map(({ what, hash }, i) => {
              const outcome = outcomes.get(i);
              return (
                <tr key={what}>
                  <th scope="row">{what}</th>
                  <td>
                    <code>{grouped(hash)}</code>
                  </td>
                  <td>
                    {!outcome && (
                      <button
                        type="button"
                        className="needs-script"
                        disabled={!ready || busy !== undefined}
                        aria-label={`Run ${what} in this browser`}
                        onClick={() => void check([i])}
                      >
                        Run
                      </button>
                    )}
                    {outcome?.hash && <code>{grouped(outcome.hash)}</code>}{' '}
                    {outcome && (
                      <b>
                        {outcome.hash === hash
                          ? '= same'
                          : outcome.hash
                            ? '≠ differs'
                            : `stopped: ${outcome.reason ?? ''}`}
                      </b>
                    )}{' '}
                    {outcome?.seconds !== undefined && (
                      <small>
                        {outcome.seconds.toFixed(2)} s{outcome.engine && `, ${outcome.engine}`}
                      </small>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p role="status">
        <b>{verdict}</b>
      </p>
    </div>
  );
}
