/** `npm run asked`: trains other seeds, asks their models what some figures ask, and writes the table. */
import { writeFileSync } from 'node:fs';
import { readManifest, TRAINS } from '../../components/host/models.ts';
import { nodeHost } from '../../components/host/node.ts';
import { runsOf } from '../../components/host/pool.ts';
import type { Row } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { ASKED, ASKING, SEEDS, type AskedTable } from './askedTable.ts';

const asking = await Promise.all(ASKING.map(async ([id, kept]) => [await loadExperiment(id), kept] as const));
const seeds: AskedTable['seeds'][number][] = [];
for (const { settings, trained } of await runsOf(SEEDS.map((seed) => ({ id: TRAINS, settings: { seed } })))) {
  const host = { ...nodeHost, model: (name: string) => trained.get(name)! };
  const rows = asking.flatMap(([experiment, kept]): readonly Row[] =>
    finish(experiment, {}, host).rows.filter(({ series }) => kept.includes(series)),
  );
  seeds.push({ seed: settings['seed'] as number, rows });
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
