/** A helper's own side: computes the shards that the lead of a run asks for, with kernels of its own. */
import type { Order, Portion, Weights } from '../../../sim/crew.ts';
import type { FromHelper, ToHelper } from './messages.ts';
import { pack } from './pack.ts';

/** Where orders are done. */
export interface Bench {
  perform(order: Order, shards: readonly number[]): Portion;
}

/**
 * @param createBench an empty one for each run
 * @returns what hears the lead
 */
export function serveLead(
  post: (message: FromHelper, travels: ArrayBuffer[]) => void,
  createBench: (plain: boolean) => Promise<Bench>,
): (message: ToHelper) => void {
  let run = 0;
  let bench: Bench | undefined;
  const held = new Map<string, Weights>();

  const begin = async (next: number, plain: boolean) => {
    run = next;
    bench = undefined;
    held.clear();
    const created = await createBench(plain);
    if (run !== next) return;
    bench = created;
    post({ type: 'ready', run }, []);
  };

  const perform = ({ ticket, task, shards, weights, common, inputs }: ToHelper & { type: 'order' }) => {
    for (const { role, version, values } of weights) if (values) held.set(role, { role, version, values });
    const order = { task, weights: weights.map(({ role }) => held.get(role)!), common, inputs };
    const travels: ArrayBuffer[] = [];
    const portion = pack(bench!.perform(order, shards), travels);
    post({ type: 'portion', ticket, portion }, travels);
  };

  const fail = (error: unknown) =>
    post({ type: 'failed', reason: error instanceof Error ? error.message : String(error) }, []);

  return (message) => {
    if (message.type === 'begin') {
      begin(message.run, message.plain).catch(fail);
      return;
    }
    try {
      perform(message);
    } catch (error) {
      fail(error);
    }
  };
}
