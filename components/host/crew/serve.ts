/** A helper's own side: computes the shards that the lead of a run asks for, with kernels of its own. */
import type { Order, Portion, Weights } from '../../../sim/crew.ts';
import type { FromHelper, ToHelper } from './messages.ts';

/** Does a share of an order, which holds the inputs of these shards alone, and the weights that it did not have. */
export type Perform = (order: Order, shards: readonly number[]) => Portion;

/**
 * @param createPerform makes ready for a run, with an empty heap
 * @returns what hears the lead
 */
export function serveLead(
  post: (message: FromHelper, travels: ArrayBuffer[]) => void,
  createPerform: (plain: boolean) => Promise<Perform>,
): (message: ToHelper) => void {
  let run = 0;
  let perform: Perform | undefined;

  const begin = async (next: number, plain: boolean) => {
    run = next;
    perform = undefined;
    const created = await createPerform(plain);
    if (run !== next) return;
    perform = created;
    post({ type: 'ready', run }, []);
  };

  const answer = ({ ticket, task, shards, weights, common, inputs }: ToHelper & { type: 'order' }) => {
    const fresh = weights.filter((each): each is Weights => each.values !== undefined);
    const portion = perform!({ task, weights: fresh, common, inputs }, shards);
    const { gradient } = portion;
    post({ type: 'portion', ticket, portion }, gradient ? [gradient.buffer as ArrayBuffer] : []);
  };

  const fail = () => post({ type: 'failed' }, []);

  return (message) => {
    if (message.type === 'begin') {
      begin(message.run, message.plain).catch(fail);
      return;
    }
    try {
      answer(message);
    } catch {
      fail();
    }
  };
}
