/** Writes what is committed of the simulations: golden histories, the tables of the sweeps, the measurements. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { nodeKernels } from '../../components/nodeKernels.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { runSweep, sweeps } from '../../sim/sweep.ts';
import { goldenOf, goldenPath } from './golden.ts';
import { measure, type Measurement } from './measure.ts';
import { MEASUREMENTS, studies } from './studies.ts';

mkdirSync('test/golden', { recursive: true });
mkdirSync('content/sweeps', { recursive: true });
for (const id of experimentIds) {
  const golden = goldenOf(await loadExperiment(id));
  writeFileSync(goldenPath(id), `${JSON.stringify(golden, null, 1)}\n`);
  console.log(`${goldenPath(id)}  ${golden.hash}  ${golden.rowCount} rows`);
}
for (const sweep of sweeps) {
  const cells = runSweep(sweep, await loadExperiment(sweep.experiment), nodeKernels);
  const file = `content/sweeps/${sweep.id}.json`;
  writeFileSync(file, `${JSON.stringify({ seeds: sweep.seeds, cells }, null, 1)}\n`);
  console.log(`${file}  ${cells.length} cells, ${sweep.seeds.length} seeds each`);
}
const recorded = [];
for (const study of studies) {
  const rows: Measurement[] = [];
  for await (const row of measure(study.seeds, study.settings)) rows.push(row);
  recorded.push({ ...study, rows });
  console.log(`${MEASUREMENTS}  ${study.id}: ${study.seeds.length} seeds`);
}
writeFileSync(MEASUREMENTS, `${JSON.stringify(recorded, null, 1)}\n`);
