/** The parts of a live figure that need no browser: worker protocol, export, symbols, graduations. */
import { nodeHost } from '../../components/host/node.ts';
import { describe, expect, test, vi } from 'vitest';
import { graduation } from '../../components/figure/lab/Controls.tsx';
import { SHORT_DISCLAIMER } from '../../components/disclaimer.ts';
import { csvOf } from '../../components/figure/lab/export.ts';
import type { FromWorker, Line, ToWorker } from '../../components/figure/lab/protocol.ts';
import { symbolParts } from '../../components/figure/lab/symbol.tsx';
import { serve } from '../../components/figure/lab/worker.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { csvWith } from '../world/own/plants.ts';

/** Other checks run beside this one. */
const PATIENCE = { timeout: 60_000 };

/** A line whose far end is this test. */
function connect() {
  const heard: FromWorker[] = [];
  const line: Line<FromWorker> = { postMessage: (message) => heard.push(message), onmessage: null };
  serve(line, 'page');
  expect(heard.splice(0)).toEqual([{ type: 'ready' }]);
  return { heard, say: (message: ToWorker) => line.onmessage!({ data: message } as MessageEvent) };
}

describe('worker', () => {
  test('streams the same rows as a run at once, then hash and goals', async () => {
    const experiment = await loadExperiment('reward-pairs');
    // Long enough for several slices of 50 ms, on a fast machine, too.
    const settings = { ...defaultsOf(experiment.params), noise: 0.2, epochs: 200 };
    const { heard, say } = connect();
    say({ type: 'run', run: 1, id: 'reward-pairs', settings });
    await vi.waitFor(() => expect(heard.at(-1)?.type).toBe('done'), PATIENCE);
    const history = finish(experiment, settings, nodeHost);
    expect(heard.flatMap((message) => ('rows' in message ? message.rows : []))).toEqual(history.rows);
    expect(heard.at(-1)).toMatchObject({ run: 1, hash: history.hash, goals: { robust: { met: false } } });
    expect(heard.length, 'a run goes out in slices').toBeGreaterThan(2);
  });
  test('a run that lacks what its exercise reads is no failure: it does not count', async () => {
    const { params } = await loadExperiment('advantages');
    const { heard, say } = connect();
    say({ type: 'run', run: 1, id: 'advantages', settings: { ...defaultsOf(params), rewards: '0, 0, 1' } });
    await vi.waitFor(() => expect(heard.at(-1)?.type).toMatch(/done|failed/), PATIENCE);
    expect(heard.at(-1)).toMatchObject({
      type: 'done',
      goals: { onlyItsOwn: { met: false, why: expect.stringContaining('as they are') as string } },
    });
  });
  test('a reader’s own facts reach the run, and one that is wrong ends it in words', async () => {
    const experiment = await loadExperiment('own-world');
    const settings = { ...defaultsOf(experiment.params), ...experiment.small } as Settings;
    const dropped = csvWith();
    const { heard, say } = connect();
    say({ type: 'run', run: 1, id: 'own-world', settings, dropped });
    await vi.waitFor(() => expect(heard.at(-1)?.type).toBe('done'), PATIENCE);
    expect(heard.at(-1)).toMatchObject({ hash: finish(experiment, settings, { ...nodeHost, dropped }).hash });
    say({ type: 'run', run: 2, id: 'own-world', settings, dropped: 'thing,verdict' });
    await vi.waitFor(() => expect(heard.at(-1)?.type).toBe('failed'), PATIENCE);
    expect(heard.at(-1)).toMatchObject({
      reason: expect.stringContaining('line 1: no row stands') as string,
    });
  });
  test('a newer run stops the older one, and a cancel is answered', async () => {
    const { params } = await loadExperiment('reward-pairs');
    const { heard, say } = connect();
    say({ type: 'run', run: 1, id: 'reward-pairs', settings: { ...defaultsOf(params), epochs: 200 } });
    say({ type: 'run', run: 2, id: 'reward-pairs', settings: { ...defaultsOf(params), epochs: 5 } });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ type: 'done', run: 2 }), PATIENCE);
    say({ type: 'run', run: 3, id: 'reward-pairs', settings: { ...defaultsOf(params), epochs: 200 } });
    say({ type: 'cancel', run: 3 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(heard.filter((message) => message.type === 'done').map((message) => message.run)).toEqual([2]);
    expect(heard).toContainEqual({ type: 'cancelled', run: 3 });
  });
  test('a run that cannot be made says why', async () => {
    const { heard, say } = connect();
    say({ type: 'run', run: 1, id: 'nothing', settings: {} });
    await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENCE);
    expect(heard[0]).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('no experiment "nothing"') as string,
    });
  });
});

describe('export', () => {
  test('CSV: settings, hash and address on top, then one line a row, quoted where needed', async () => {
    const experiment = await loadExperiment('reward-length');
    const history = finish(experiment, { answerB: 'one, "two"' });
    const csv = csvOf(declarationOf(experiment), history, 'https://example.org/x');
    const lines = csv.trimEnd().split('\n');
    expect(lines[2]).toBe(`# hash of all rows: ${history.hash}`);
    // It shows what drugs do: the file says so too.
    expect(lines[4]).toBe(`# ${SHORT_DISCLAIMER}`);
    expect(lines[5]!.startsWith('series,set,accuracy')).toBe(true);
    expect(lines).toHaveLength(6 + history.rows.length);
    const columns = lines[5]!.split(',').length;
    for (const line of lines.slice(6)) expect(line.split(',')).toHaveLength(columns);
  });
});

describe('controls', () => {
  test('every declared symbol has a plain form', async () => {
    for (const id of experimentIds) {
      for (const { symbol } of Object.values((await loadExperiment(id)).params)) {
        if (symbol) expect(symbolParts(symbol).base).not.toMatch(/[\\{}]/);
      }
    }
    expect(symbolParts('s_c')).toEqual({ base: 's', sub: 'c' });
    expect(() => symbolParts('\\aleph')).toThrow(/no plain form/);
  });
  test('the ticks of a scale fall on legal values', () => {
    for (const steps of [8, 10, 20, 39, 100, 160, 199]) {
      const { major, minor } = graduation(steps);
      expect(steps % major).toBe(0);
      expect(minor % major).toBe(0);
    }
  });
});
