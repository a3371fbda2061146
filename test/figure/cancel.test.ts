/** A run that was cancelled while anything was still loading never says that it is done. */
import { expect, test, vi } from 'vitest';
import type { FromWorker, Line } from '../../components/figure/lab/protocol.ts';
import { serve } from '../../components/figure/lab/worker.ts';
import * as experiments from '../../sim/experiments/index.ts';
import { defaultsOf } from '../../sim/settings.ts';

vi.mock('../../sim/experiments/index.ts', { spy: true });

test('a cancel that comes while the words load', async () => {
  const { params } = await experiments.loadExperiment('pairwise-loss');
  const words = await experiments.loadWords('pairwise-loss');
  let arrive: (loaded: typeof words) => void = () => undefined;
  vi.mocked(experiments.loadWords).mockClear();
  vi.mocked(experiments.loadWords).mockImplementation(() => new Promise((resolve) => (arrive = resolve)));
  const heard: FromWorker[] = [];
  const line: Line<FromWorker> = { postMessage: (message) => heard.push(message), onmessage: null };
  serve(line, 'page');
  const say = (data: object) => line.onmessage!({ data } as MessageEvent);

  say({ type: 'run', run: 1, id: 'pairwise-loss', settings: defaultsOf(params) });
  await vi.waitFor(() => expect(experiments.loadWords).toHaveBeenCalled());
  say({ type: 'cancel', run: 1 });
  arrive(words);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(heard).toEqual([{ type: 'ready' }, { type: 'cancelled', run: 1 }]);
});
