/** `npm run asked`: trains other seeds, asks their models what Figure 1.1 asks, and writes the table. */
import { writeFileSync } from 'node:fs';
import { readManifest, TRAINS } from '../../components/host/models.ts';
import { nodeHost } from '../../components/host/node.ts';
import { runsOf } from '../../components/host/pool.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { ASKED, ASKS, SEEDS, SERIES, type AskedTable } from './askedTable.ts';

const asking = await loadExperiment(ASKS);
const seeds: AskedTable['seeds'][number][] = [];
for (const { settings, trained } of await runsOf(SEEDS.map((seed) => ({ id: TRAINS, settings: { seed } })))) {
  const { rows } = finish(asking, {}, { ...nodeHost, model: (name) => trained.get(name)! });
  seeds.push({
    seed: settings['seed'] as number,
    rows: rows.filter(({ series }) => SERIES.includes(series)),
  });
}
const models = Object.entries(readManifest()).map(([name, { hash }]) => [name, hash]);
const lines = seeds.map(
  ({ seed, rows }) => `{"seed":${seed},"rows":[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}]}`,
);
writeFileSync(
  ASKED,
  `{"models":${JSON.stringify(Object.fromEntries(models))},\n"seeds":[\n${lines.join(',\n')}]}\n`,
);
console.log(`${ASKED}  ${seeds.length} seeds`);
