/** `npm run asked`: trains other seeds, asks their models what some figures ask, and writes the table. */
import { writeFileSync } from 'node:fs';
import { ASKED, type AskedSeed } from '../../components/figure/asked.ts';
import { readManifest, TRAINS } from '../../components/host/models.ts';
import { nodeHost } from '../../components/host/node.ts';
import { runsOf } from '../../components/host/pool.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { ASKING, SEEDS } from './askedTable.ts';

const asking = await Promise.all(
  ASKING.map(async ({ id, ...rest }) => ({ experiment: await loadExperiment(id), ...rest })),
);
const seeds: AskedSeed[] = [];
for (const { settings: own, trained } of await runsOf(
  SEEDS.map((seed) => ({ id: TRAINS, settings: { seed } })),
)) {
  const host = { ...nodeHost, model: (name: string) => trained.get(name)! };
  const runs = asking.map(({ experiment, settings, kept }) => ({
    id: experiment.id,
    settings,
    rows: finish(experiment, settings, host).rows.filter(({ series }) => kept.includes(series)),
  }));
  seeds.push({ seed: own['seed'] as number, runs });
}
const models = Object.entries(readManifest()).map(([name, { hash }]) => [name, hash]);
const lines = seeds.map(
  ({ seed, runs }) =>
    `{"seed":${seed},"runs":[\n${runs
      .map(
        ({ id, settings, rows }) =>
          `{"id":"${id}","settings":${JSON.stringify(settings)},"rows":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}]}`,
      )
      .join(',\n')}]}`,
);
writeFileSync(
  ASKED,
  `{"models":${JSON.stringify(Object.fromEntries(models))},\n"seeds":[\n${lines.join(',\n')}]}\n`,
);
console.log(`${ASKED}  ${seeds.length} seeds`);
