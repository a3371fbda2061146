/** A crew for tests: a task that can be checked by hand, helpers whose answers the test lets through, a clock that it moves. */
import type { Order, Portion } from '../../../sim/crew.ts';
import type { Clock, FromHelper, Port, ToHelper } from '../../../components/host/crew/messages.ts';
import { serveLead, type Perform } from '../../../components/host/crew/serve.ts';

/** A heap, of which weights are views, as in a run. */
export const HEAP = new Float32Array(4096).map((_, i) => i);

/** Each shard's output: its number, and the sum of its weights times the sum of its input; the gradient adds them up. */
function compute(weights: Float32Array, inputs: readonly unknown[], shards: readonly number[]): Portion {
  const sum = (values: Float32Array | readonly number[]) => Array.from(values).reduce((a, b) => a + b, 0);
  const outputs = shards.map((shard, i) => ({ shard, value: sum(weights) * sum(inputs[i] as number[]) }));
  const gradient = new Float32Array(weights.length);
  gradient[0] = outputs.reduce((total, { value }) => total + value, 0);
  return { shards, outputs, gradient };
}

const SHAPE = { vocabulary: 2, context: 1, width: 1, layers: 1, heads: 1 };

/** What the lead does itself. */
export const here =
  ({ weights, inputs }: Order) =>
  (shards: readonly number[]): Portion =>
    compute(
      weights[0]!.values,
      shards.map((shard) => inputs[shard]),
      shards,
    );

/** A helper, which keeps the weights that it was given last. */
export function createToy(): Perform {
  let held = new Float32Array();
  return ({ weights, inputs }, shards) => {
    if (weights[0]) held = weights[0].values as Float32Array<ArrayBuffer>;
    return compute(held, inputs, shards);
  };
}

export function orderOf(version: number, task = 'toy'): Order {
  return {
    task,
    weights: [{ role: 'policy', shape: SHAPE, version, values: HEAP.subarray(16 + version, 20 + version) }],
    trains: 'policy',
    common: { rate: 0.5 },
    inputs: [0, 1, 2, 3].map((shard) => [0, 1, 2].map((i) => 100 * (shard + 1) + i)),
  };
}

export interface FakeHelper {
  readonly port: Port;
  /** What the lead has said, as it arrived. */
  readonly heard: ToHelper[];
  closed: boolean;
  /** Lets what the helper has said through to the lead. */
  deliver(): Promise<void>;
  /** Says something in its place. */
  say(data: unknown): void;
  /** It breaks off. */
  fail(): void;
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** @param perform what it computes with; 'none': it never gets ready; 'broken': it throws while it gets ready */
export function fakeHelper(perform: Perform | 'none' | 'broken' = createToy()): FakeHelper {
  const said: FromHelper[] = [];
  let hear = (_data: unknown) => {};
  let fail = () => {};
  const serve = serveLead(
    (message, transfer) => said.push(structuredClone(message, { transfer })),
    () => {
      if (perform === 'none') return new Promise(() => undefined);
      return perform === 'broken' ? Promise.reject(new Error('no memory')) : Promise.resolve(perform);
    },
  );
  const helper: FakeHelper = {
    heard: [],
    closed: false,
    port: {
      post(message, transfer) {
        const arrived = structuredClone(message, { transfer });
        helper.heard.push(arrived);
        serve(arrived);
      },
      listen: (onMessage, onFail) => ([hear, fail] = [onMessage, onFail]),
      close: () => (helper.closed = true),
    },
    async deliver() {
      await settled();
      for (const message of said.splice(0)) hear(message);
    },
    say: (data) => hear(data),
    fail: () => fail(),
  };
  return helper;
}

export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
}

export function fakeClock(): FakeClock {
  let time = 0;
  let timers: { at: number; call: () => void }[] = [];
  return {
    now: () => time,
    after(milliseconds, call) {
      const timer = { at: time + milliseconds, call };
      timers.push(timer);
      return () => (timers = timers.filter((each) => each !== timer));
    },
    advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        time = next.at;
        timers = timers.filter((each) => each !== next);
        next.call();
      }
      time = end;
    },
  };
}
