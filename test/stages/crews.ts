/** Crews without threads, for tests: helpers with heaps of their own, who answer late, in any order, or not at all. */
import { SHARDS, type Crew, type Order, type Portion, type Weights } from '../../sim/crew.ts';
import type { Kernels } from '../../sim/kernels/kernels.ts';
import { createWorkbench } from '../../sim/stages/workbench.ts';
import { perform } from '../../sim/stages/tasks.ts';

/** What each of so many workers computes, the lead first. */
const SHARES: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [[0, 1, 2, 3]],
  2: [
    [0, 1],
    [2, 3],
  ],
  3: [[0, 1], [2], [3]],
  4: [[0], [1], [2], [3]],
};

/** How a helper behaves. */
export interface Manner {
  /** How often the lead asks in vain for an answer to this order. */
  lateBy?(order: number): number;
  /** The order, counted from 0 over the whole crew, that it never answers; from then on it is gone. */
  readonly failsAt?: number;
}

interface Helper {
  readonly manner: Manner;
  isGone: boolean;
  ask(order: Order, shards: readonly number[]): () => Portion;
}

/** A copy as another worker gets it: only what was posted, none of it shared. */
const posted = <T>(value: T): T => structuredClone(value);

function createHelper(kernels: Kernels, manner: Manner): Helper {
  const workbench = createWorkbench(kernels);
  const held = new Map<string, Weights>();
  return {
    manner,
    isGone: false,
    ask({ task, weights, common, inputs }, shards) {
      for (const { values, ...rest } of weights) {
        // As a host does: weights travel only where their version is another one.
        if (held.get(rest.role)?.version !== rest.version) {
          held.set(rest.role, { ...rest, values: values.slice() });
        }
      }
      const own = shards.map((shard) => inputs[shard]);
      const rest = posted({ task, common, inputs: own });
      const sent = weights.map(({ role }) => held.get(role)!);
      return () => posted(perform(workbench, { ...rest, weights: sent }, shards));
    },
  };
}

export interface TestCrew extends Crew {
  /** The tasks of all orders so far. */
  readonly tasks: readonly string[];
}

/**
 * @param manners of the helpers; there may be more of them than there is work for
 * @param kernelsOf of each helper
 */
export function crewOf(manners: readonly Manner[], kernelsOf: (helper: number) => Kernels): TestCrew {
  const helpers = manners.map((manner, i) => createHelper(kernelsOf(i), manner));
  const tasks: string[] = [];
  return {
    size: manners.length + 1,
    tasks,
    start(order, here) {
      const number = tasks.push(order.task) - 1;
      const there = helpers.filter(({ isGone }) => !isGone).slice(0, SHARDS - 1);
      const [own, ...others] = SHARES[there.length + 1]!;
      const duties = others.map((shards, i) => {
        const helper = there[i]!;
        return { helper, shards, answer: helper.ask(order, shards) };
      });
      const mine = here(own!);
      let asked = 0;
      let portions: readonly Portion[] | undefined;
      const collect = () => {
        const answers = new Map<number, Portion>();
        // The last one answers first.
        for (const { helper, shards, answer } of duties.toReversed()) {
          helper.isGone = helper.manner.failsAt === number;
          answers.set(shards[0]!, helper.isGone ? here(shards) : answer());
        }
        return [mine, ...others.map(([first]) => answers.get(first!)!)];
      };
      const lateness = Math.max(0, ...duties.map(({ helper }) => helper.manner.lateBy?.(number) ?? 0));
      return {
        get portions() {
          if (!portions && asked++ >= lateness) portions = collect();
          return portions;
        },
      };
    },
  };
}
