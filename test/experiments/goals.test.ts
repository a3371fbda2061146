/** Exercises whose runs depend on samples: on other seeds, too, the solution meets the goal and a wrong setting fails for its reason. */
import { expect, test } from 'vitest';
import { nodeHost } from '../../components/host/node.ts';
import { ensureModels } from '../../components/host/models.ts';
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { finish, measured } from '../../sim/run.ts';

/** With that of the figure, which is run again with the recordings, four; in the daily round one of them. */
const SEEDS = process.env['ALL_SEEDS'] ? [52, 53, 54] : [52];

/** @param shorter what the measure does not look at, left out */
const cases: readonly (readonly [id: string, goal: string, shorter: Settings])[] = [
  ['verdict-game', 'heldOutKl', {}],
  ['distribution-shift', 'away', { rounds: 1 }],
  ['verdict-methods', 'suited', { samples: 1280 }],
  ['integration', 'enough', {}],
  ['elo-tournament', 'narrow', {}],
  ['program-1', 'asPrinted', {}],
];

test.each(cases)('%s: %s does not depend on the seed', async (id, name, shorter) => {
  await ensureModels();
  const experiment = await loadExperiment(id);
  const goal = (await loadWords(id)).goals[name]!;
  const [least, most] = goal.target;
  const measure = (settings: Settings, seed: number) =>
    goal.measure(measured(finish(experiment, { ...settings, ...shorter, seed }, nodeHost).rows));
  for (const seed of SEEDS) {
    const reached = measure(goal.solution as Settings, seed);
    expect(reached, `solution, seed ${seed}`).toBeGreaterThanOrEqual(least);
    expect(reached, `solution, seed ${seed}`).toBeLessThanOrEqual(most);
    for (const { settings, fails } of goal.wrong) {
      if (fails === 'unless') continue;
      const missed = measure(settings as Settings, seed);
      const where = `${JSON.stringify(settings)}, seed ${seed}`;
      if (fails === 'low') expect(missed, where).toBeLessThan(least);
      else expect(missed, where).toBeGreaterThan(most);
    }
  }
});
