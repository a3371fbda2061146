/** A helper as the lead of a run sees it: what it holds, what it was asked, and whether it can be relied on. */
import type { Order } from '../../../sim/crew.ts';
import type { FromHelper, Port, SentWeights, ToHelper } from './messages.ts';

/** Shards that a helper was asked for. */
export interface Asked {
  readonly shards: readonly number[];
  readonly state: 'open' | 'answered' | 'failed';
  /** What came: whether it is a portion is for the lead to judge. */
  readonly answer: unknown;
}

export interface Helper {
  readonly state: 'starting' | 'ready' | 'lost';
  /** It is asked for nothing until it is ready for this run. */
  begin(run: number, plain: boolean): void;
  ask(order: Order, shards: readonly number[]): Asked;
  /** Ends it; what it was asked for has failed, and what it still says is not heard. */
  drop(): void;
}

const isMessage = (data: unknown): data is Partial<FromHelper> & { readonly type: unknown } =>
  typeof data === 'object' && data !== null && 'type' in data;

/** @param tell is called when an answer has come, when it is ready, and when it is lost */
export function createHelper(port: Port, tell: () => void): Helper {
  let state: Helper['state'] = 'starting';
  let run = 0;
  let last = 0;
  const open = new Map<number, { -readonly [K in keyof Asked]: Asked[K] }>();
  /** Versions of the weights that it holds, by role. */
  const held = new Map<string, number>();
  /** The array of the last gradient, which the run has added up by the next order: weights travel in it again. */
  let vessel: Float32Array | undefined;

  /** A copy that can travel: the values are a view of a heap, and a message would carry all of it. */
  const copyOf = (values: Float32Array): Float32Array => {
    const copy = vessel?.length === values.length ? vessel : new Float32Array(values.length);
    vessel = undefined;
    copy.set(values);
    return copy;
  };

  const drop = () => {
    if (state === 'lost') return;
    state = 'lost';
    port.close();
    for (const asked of open.values()) asked.state = 'failed';
    open.clear();
    tell();
  };

  /** @returns whether it was something that a helper says */
  const hear = (data: unknown): boolean => {
    if (!isMessage(data)) return false;
    if (data.type === 'ready' && typeof data.run === 'number') {
      if (data.run !== run) return true; // of an earlier run
      state = 'ready';
      tell();
      return true;
    }
    if (data.type !== 'portion') return false;
    const { ticket, portion } = data;
    // An order of an earlier run is no longer waited for.
    if (typeof ticket !== 'number' || !(ticket > 0 && ticket <= last)) return false;
    const asked = open.get(ticket);
    if (!asked) return true;
    open.delete(ticket);
    asked.state = 'answered';
    asked.answer = portion;
    vessel = portion?.gradient;
    tell();
    return true;
  };
  port.listen((data) => {
    if (state !== 'lost' && !hear(data)) drop();
  }, drop);

  const post = (message: ToHelper, travels: ArrayBuffer[]) => {
    try {
      port.post(message, travels);
    } catch {
      drop();
    }
  };

  return {
    get state() {
      return state;
    },
    begin(next, plain) {
      if (state === 'lost') return;
      state = 'starting';
      run = next;
      open.clear();
      held.clear();
      post({ type: 'begin', run, plain }, []);
    },
    ask({ task, weights, common, inputs }, shards) {
      const ticket = ++last;
      const asked = { shards, state: 'open' as Asked['state'], answer: undefined };
      open.set(ticket, asked);
      const travels: ArrayBuffer[] = [];
      const sent = weights.map(({ values, ...which }): SentWeights => {
        const { role, version } = which;
        if (held.get(role) === version) return which;
        held.set(role, version);
        const copy = copyOf(values);
        travels.push(copy.buffer as ArrayBuffer);
        return { ...which, values: copy };
      });
      const own = shards.map((shard) => inputs[shard]);
      const message = { ticket, task, shards, weights: sent, common, inputs: own };
      post({ type: 'order', ...message }, travels);
      return asked;
    },
    drop,
  };
}
