/** The steps of `data-parallel` in Node: the same bits with any number of threads, and with none. */
import { expect, test } from 'vitest';
import { SIZES } from '../../../components/figure/lab/amdahl.ts';
import { nodeCrew } from '../../../components/host/crew/nodeCrew.ts';
import { nodeHost } from '../../../components/host/node.ts';
import { loadExperiment } from '../../../sim/experiments/index.ts';
import { play } from '../../../sim/run.ts';
import { hashOf } from '../../experiments/hashOf.ts';

const experiment = await loadExperiment('data-parallel');

test.each([...SIZES, 8])('%i workers', async (workers) => {
  const { crew, close } = nodeCrew(workers);
  try {
    await crew.ready();
    const run = play(experiment, experiment.small, { ...nodeHost, crew });
    for (let next = run.next(); ; next = run.next()) {
      if (next.done) {
        expect(next.value.hash).toBe(hashOf(experiment, experiment.small));
        break;
      }
      if (!next.value) await crew.waiting();
    }
    const { orders, fewest } = crew.times();
    expect(orders).toHaveLength((experiment.small['steps'] as number) - 1);
    expect(fewest).toBeLessThanOrEqual(Math.min(workers, SIZES.length));
  } finally {
    close();
  }
});
