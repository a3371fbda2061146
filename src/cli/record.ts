/** Writes what is committed of the simulations: hashes of the trained models, golden histories, sweeps, measurements. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { nodeHost, nodeKernels } from '../../components/host/node.ts';
import { listed, MANIFEST, trainModels } from '../../components/host/models.ts';
import { experimentIds, loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { runSweep, sweeps } from '../../sim/sweep.ts';
import { goldenOf, goldenPath } from './golden.ts';
import { measure, type Measurement } from './measure.ts';
import { MEASUREMENTS, studies } from './studies.ts';

/** `npm run record -- ID …` records the golden histories of these experiments, and nothing else. */
const only = process.argv.slice(2);

function recordModels(): void {
  const models = [...trainModels(nodeKernels)].map(([name, file]) => [name, listed(file)] as const);
  writeFileSync(MANIFEST, `${JSON.stringify(Object.fromEntries(models), null, 2)}\n`);
  for (const [name, { hash, bytes }] of models) console.log(`${MANIFEST}  ${name} ${hash}  ${bytes} bytes`);
}

async function recordGolden(id: string): Promise<void> {
  const golden = goldenOf(await loadExperiment(id), await loadWords(id));
  writeFileSync(goldenPath(id), `${JSON.stringify(golden, null, 1)}\n`);
  console.log(`${goldenPath(id)}  ${golden.hash}  ${golden.rowCount} rows`);
}

async function recordSweeps(): Promise<void> {
  for (const sweep of sweeps) {
    const cells = runSweep(sweep, await loadExperiment(sweep.experiment), nodeHost);
    const file = `content/sweeps/${sweep.id}.json`;
    writeFileSync(file, `${JSON.stringify({ seeds: sweep.seeds, cells }, null, 1)}\n`);
    console.log(`${file}  ${cells.length} cells, ${sweep.seeds.length} seeds each`);
  }
}

async function recordMeasurements(): Promise<void> {
  const recorded = [];
  for (const study of studies) {
    const rows: Measurement[] = [];
    for await (const row of measure(study.seeds, study.settings)) rows.push(row);
    recorded.push({ ...study, rows });
    console.log(`${MEASUREMENTS}  ${study.id}: ${study.seeds.length} seeds`);
  }
  writeFileSync(MEASUREMENTS, `${JSON.stringify(recorded, null, 1)}\n`);
}

mkdirSync('test/golden', { recursive: true });
mkdirSync('content/sweeps', { recursive: true });
if (only.length === 0) recordModels();
for (const id of only.length > 0 ? only : experimentIds) await recordGolden(id);
if (only.length === 0) {
  await recordSweeps();
  await recordMeasurements();
}
const charts = 'vitest run --config test/vitest.config.ts test/chart/chart.test.ts -u';
process.exitCode = spawnSync(charts, { shell: true, stdio: 'inherit' }).status ?? 1;
