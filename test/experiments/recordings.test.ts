/** Golden histories: a default run gives the committed rows, and prose numbers checked on other seeds still stand. */
import { nodeHost } from '../../components/host/node.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { experimentIds, loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { runSweep, sweeps } from '../../sim/sweep.ts';
import { goldenPath, goldenRows, type Golden } from '../../src/cli/golden.ts';

test.each(experimentIds)('%s gives its golden history', async (id) => {
  const golden = JSON.parse(readFileSync(goldenPath(id), 'utf8')) as Golden;
  const { hash, rows } = finish(await loadExperiment(id), {}, nodeHost);
  expect(goldenRows(rows), 'run `npm run record` if this change is meant').toEqual(golden.rows);
  expect(rows).toHaveLength(golden.rowCount);
  expect(hash).toBe(golden.hash);
});

test.each(experimentIds)(
  '%s: findings recorded on the four other seeds lie in their intervals',
  async (id) => {
    const golden = JSON.parse(readFileSync(goldenPath(id), 'utf8')) as Golden;
    const words = await loadWords(id);
    expect(Object.keys(golden.findings).sort()).toEqual(Object.keys(words.findings).sort());
    for (const [name, finding] of Object.entries(words.findings)) {
      for (const [seed, value] of Object.entries(golden.findings[name]!)) {
        expect(value, `${name}, seed ${seed}`).toBeGreaterThanOrEqual(finding.between[0]);
        expect(value, `${name}, seed ${seed}`).toBeLessThanOrEqual(finding.between[1]);
      }
    }
  },
);

test.each(sweeps.map((sweep) => [sweep.id, sweep] as const))(
  '%s: one row of the sweep gives its recorded values',
  async (id, sweep) => {
    const { cells } = JSON.parse(readFileSync(`content/sweeps/${id}.json`, 'utf8')) as { cells: unknown[] };
    const [param, values] = sweep.rows;
    const row = process.env['ALL_SEEDS'] ? values : values.slice(2, 3);
    const recomputed = runSweep({ ...sweep, rows: [param, row] }, await loadExperiment(sweep.experiment));
    for (const cell of recomputed) expect(cells).toContainEqual(cell);
  },
);
