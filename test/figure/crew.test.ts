/** The helpers of a figure belong to the run that is wanted, and are let go when it ends, however it ends. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { FromWorker, Line } from '../../components/figure/lab/protocol.ts';
import { serve } from '../../components/figure/lab/worker.ts';
import type { RunCrew } from '../../components/host/crew/crew.ts';
import { alone } from '../../sim/crew.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { RunError } from '../../sim/run.ts';

const { crewHere, program } = vi.hoisted(() => {
  let arrive: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (arrive = resolve));
  return { crewHere: vi.fn(), program: { arrival, arrive } };
});
vi.mock('../../components/host/crew/browserCrew.ts', async () => {
  await program.arrival;
  return { crewHere };
});

const end = vi.fn();
const crew: RunCrew = {
  ...alone,
  size: 1,
  ready: () => Promise.resolve(),
  waiting: () => undefined,
  used: () => 1,
  times: () => ({ orders: [], fewest: 1 }),
  end,
};
beforeEach(() => {
  crewHere.mockReset().mockReturnValue(crew);
  end.mockReset();
});

const ID = 'memorisation';
const { small } = await loadExperiment(ID);

function connect() {
  const heard: FromWorker[] = [];
  const line: Line<FromWorker> = { postMessage: (message) => heard.push(message), onmessage: null };
  serve(line, 'worker');
  const say = (data: object) => line.onmessage!({ data } as MessageEvent);
  return { say, last: () => heard.at(-1) };
}

test('a run that was cancelled while their program loaded takes none from the one after it', async () => {
  const { say, last } = connect();
  say({ type: 'run', run: 1, id: ID, settings: small, workers: 2 });
  await vi.waitFor(() => expect(last()).toMatchObject({ type: 'engine', run: 1 }));
  say({ type: 'cancel', run: 1 });
  say({ type: 'run', run: 2, id: ID, settings: small, workers: 3 });
  program.arrive();
  await vi.waitFor(() => expect(last()).toMatchObject({ type: 'done', run: 2 }), { timeout: 60_000 });
  expect(crewHere.mock.calls).toEqual([[{ plain: false, workers: 3 }]]);
  expect(end).toHaveBeenCalledTimes(1);
});

test('a run that stops by itself lets them go', async () => {
  program.arrive();
  crewHere.mockReturnValue({ ...crew, ready: () => Promise.reject(new RunError('it has diverged')) });
  const { say, last } = connect();
  say({ type: 'run', run: 1, id: ID, settings: small });
  await vi.waitFor(() => expect(last()).toMatchObject({ type: 'failed', reason: 'it has diverged' }));
  expect(end).toHaveBeenCalledTimes(1);
});
