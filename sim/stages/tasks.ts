/** Everything that a helper can be asked to do, and how it does it. */
import type { Order, Portion } from '../crew.ts';
import type { HelperWorkbench } from './workbench.ts';
import { drawingTask } from './drawing.ts';
import { nextTokenTask } from './languageModel.ts';
import { pairTask } from './rewardModel.ts';
import { rolloutTask } from './rollout.ts';
import { samplingTask } from './sampling.ts';
import { portionOf, type Task } from './shards.ts';
import { surrogateTask } from './surrogate.ts';

/** An order names its task, and its common part and inputs are what that task takes: so none is checked here. */
type AnyTask = Task<never, never, unknown>;

const tasks = new Map<string, AnyTask>(
  [nextTokenTask, pairTask, samplingTask, drawingTask, rolloutTask, surrogateTask].map((task) => [
    task.name,
    task as AnyTask,
  ]),
);

/**
 * Does a helper's share of an order.
 *
 * @param order with the inputs of these shards alone, and the weights that the workbench lacks
 * @throws Error for a task that does not exist
 */
export function perform(workbench: HelperWorkbench, order: Order, shards: readonly number[]): Portion {
  const task = tasks.get(order.task);
  if (!task) throw new Error(`no task "${order.task}"`);
  for (const weights of order.weights) workbench.load(weights);
  // The gradient goes back in the array in which its weights came: no step makes a new one.
  const vessel = order.weights.find(({ role }) => role === task.trains)?.values;
  return portionOf(
    task,
    workbench,
    { common: order.common as never, inputs: order.inputs as never[] },
    shards,
    vessel,
  );
}
