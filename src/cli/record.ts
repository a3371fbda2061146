/**
 * Writes what is committed of the simulations: recordings, hashes of the trained models, sweeps, measurements. Runs only
 * what computes otherwise than when it was recorded; with ids, these experiments in any case and
 * nothing else; with --keys, nothing: it notes that changed code computes what was recorded.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { ensureModels, filesOf, keepModels, listed, MANIFEST, TRAINS } from '../../components/host/models.ts';
import { runsOf, type Done, type Job } from '../../components/host/pool.ts';
import {
  recordingPath,
  seedsOf,
  settingsOfFinding,
  settingsOfPresets,
  writeRecording,
  type Recording,
} from '../../components/host/recordings.ts';
import { faultsOf } from '../../components/host/goals.ts';
import {
  KEYS,
  keyOfRecording,
  keyOfWords,
  readKeys,
  wordsName,
} from '../../components/host/recordingKeys.ts';
import { runKey } from '../../components/host/runKey.ts';
import type { Settings } from '../../sim/param.ts';
import { experimentIds, loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { advices, runsOfTrial, trialOf, TRIED_ON } from '../../sim/experiments/pipeline/advice.ts';
import { measured } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { baselinesOf, cellsOf, settingsOfSweep, sweeps } from '../../sim/sweep.ts';
import { benchPipeline } from './bench/pipeline.ts';
import { thisMachine } from './machine.ts';
import { boundsOf, byRubric, measurementsOf } from './measure.ts';
import { MEASUREMENTS, studies, type Measurements, type RecordedStudy } from './studies.ts';

const ADVICE = 'content/sweeps/advice.json';

const tell = ({ id, settings, seconds }: Done) =>
  console.log(`  ${id} ${JSON.stringify(settings)} ${seconds.toFixed(1)} s`);

/**
 * The default run, the small one, the presets, a run for each setting that a finding asks for, on all seeds, and those of
 * the exercises.
 */
async function jobsOf(id: string): Promise<Job[]> {
  const experiment = await loadExperiment(id);
  const words = await loadWords(id);
  const asked = Object.values(words.findings).flatMap(({ settings }) =>
    settingsOfFinding(experiment.params, settings),
  );
  const presets = settingsOfPresets(experiment, words);
  const goals = Object.values(words.goals).flatMap(({ solution, wrong }) =>
    [solution, ...wrong.map(({ settings }) => settings)].map((each) => each as Partial<Settings>),
  );
  return [{}, experiment.small, ...presets, ...asked, ...goals].map((settings) => ({ id, settings }));
}

/** Experiments whose exercises do not keep what they promise: they are asked again. */
const broken = new Set<string>();

async function recordRuns(ids: readonly string[]): Promise<void> {
  const jobs = (await Promise.all(ids.map(jobsOf))).flat();
  // A run that trains the models comes first: others start from them.
  const [trains, others] = [jobs.filter(({ id }) => id === TRAINS), jobs.filter(({ id }) => id !== TRAINS)];
  const done = await runsOf(trains, tell);
  const first = done.find(({ settings }) => Object.keys(settings).length === 0);
  if (first) {
    const files = filesOf(first.trained);
    const manifest = Object.fromEntries([...files].map(([name, file]) => [name, listed(file)]));
    writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
    keepModels(files);
  } else await ensureModels();
  done.push(...(await runsOf(others, tell)));

  const jobAt = new Map([...trains, ...others].map((job, i) => [job, done[i]!]));
  for (const id of ids)
    await write(
      id,
      jobs.filter((job) => job.id === id).map((job) => jobAt.get(job)!),
    );
}

async function write(id: string, [standard, small, ...asked]: readonly Done[]): Promise<void> {
  const experiment = await loadExperiment(id);
  const words = await loadWords(id);
  const presets = asked.splice(0, settingsOfPresets(experiment, words).length);
  const values = Object.entries(words.findings).map(([name, finding]) => {
    const of = asked.splice(0, settingsOfFinding(experiment.params, finding.settings).length);
    return [name, of.map(({ history }) => finding.measure(measured(history.rows)))] as const;
  });
  for (const [name, goal] of Object.entries(words.goals)) {
    const runs = new Map<unknown, Done>([[goal.solution, asked.shift()!]]);
    for (const { settings } of goal.wrong) runs.set(settings, asked.shift()!);
    const faults = faultsOf(name, goal, (settings) => (runs.get(settings) ?? standard!).history);
    for (const fault of faults) console.error(`${id}: exercise ${fault}`);
    if (faults.length > 0) broken.add(id);
  }
  const recording: Recording = {
    runs: [standard!, ...presets].map(({ history }) => history),
    small: small!.history.hash,
    seeds: seedsOf(experiment.params),
    findings: Object.fromEntries(values),
  };
  writeFileSync(recordingPath(id), writeRecording(recording));
  console.log(`${recordingPath(id)}  ${recording.runs.map(({ hash }) => hash).join(' ')}`);
}

async function recordSweep(id: string): Promise<void> {
  const sweep = sweeps.find((each) => each.id === id)!;
  const jobs = settingsOfSweep(sweep).map((settings) => ({ id: sweep.experiment, settings }));
  const histories = (await runsOf(jobs)).map(({ history }) => history);
  const cells = cellsOf(sweep, histories);
  const baselines = baselinesOf(sweep, histories);
  const file = `content/sweeps/${id}.json`;
  writeFileSync(
    file,
    `${JSON.stringify({ seeds: sweep.seeds, cells, ...(baselines.length > 0 && { baselines }) }, null, 1)}\n`,
  );
  console.log(`${file}  ${cells.length} cells, ${sweep.seeds.length} seeds each`);
}

/** What each advice changes, and in which situation: its words and its condition key nothing that is run. */
const TRIALS = advices.map(({ id, situation, change }) => ({ id, situation, change }));

async function recordTrials(): Promise<void> {
  const defaults = defaultsOf((await loadExperiment(TRAINS)).params);
  const jobs = advices.flatMap((advice) =>
    runsOfTrial(advice, defaults).map((settings): Job => ({ id: TRAINS, settings })),
  );
  const histories = (await runsOf(jobs, tell)).map(({ history }) => history);
  const each = jobs.length / advices.length;
  const trials = advices.map((advice, i) => trialOf(advice, histories.slice(i * each, (i + 1) * each)));
  writeFileSync(ADVICE, `${JSON.stringify({ seeds: TRIED_ON, trials }, null, 1)}\n`);
  console.log(`${ADVICE}  ${trials.length} advices, ${TRIED_ON.length} seeds each`);
}

async function recordMeasurements(): Promise<void> {
  const jobs = studies.flatMap(({ seeds, settings, bounds }) =>
    [settings, ...(bounds ? [byRubric(settings)] : [])].flatMap((each) =>
      seeds.map((seed) => ({ id: TRAINS, settings: { ...each, seed } })),
    ),
  );
  const done = await runsOf(jobs, tell);
  const recorded = studies.map((study): RecordedStudy => {
    const runs = done.splice(0, study.seeds.length);
    const byTruth = done.splice(0, study.bounds ? study.seeds.length : 0);
    const rows = runs.flatMap((run, i) => [
      ...measurementsOf(run),
      ...(byTruth[i] ? boundsOf(run, byTruth[i]) : []),
    ]);
    return { ...study, rows };
  });
  // Alone, now that the threads are done: they share the cores.
  const stages = await benchPipeline();
  const date = new Date().toISOString().slice(0, 10);
  const measurements: Measurements = { machine: thisMachine(), date, stages, studies: recorded };
  writeFileSync(MEASUREMENTS, `${JSON.stringify(measurements, null, 1)}\n`);
  console.log(`${MEASUREMENTS}  ${jobs.length} runs`);
}

/** What can be recorded, with the code and the declared settings on which it rests. */
async function keysNow(): Promise<Record<string, string>> {
  const runs = await Promise.all(experimentIds.map(async (id) => [id, await keyOfRecording(id)] as const));
  const words = await Promise.all(
    experimentIds.map(async (id) => [wordsName(id), await keyOfWords(id)] as const),
  );
  const larger = await Promise.all([
    ...sweeps.map(async (sweep) => [`sweeps/${sweep.id}`, await runKey(sweep.experiment, sweep)] as const),
    runKey(TRAINS, TRIALS).then((key) => ['advice', key] as const),
    runKey(TRAINS, studies).then((key) => ['measurements', key] as const),
  ]);
  return Object.fromEntries([...runs, ...words, ...larger]);
}

const args = process.argv.slice(2);
/** The code computes as before, and `npm test` has said so: only the keys are written. */
const keysOnly = args.includes('--keys');
const asked = args.filter((arg) => arg !== '--keys');
const unknown = asked.find((id) => !experimentIds.includes(id));
if (unknown !== undefined) {
  console.error(`no experiment "${unknown}"; there are ${experimentIds.join(', ')}`);
  process.exit(2);
}
mkdirSync('content/recordings', { recursive: true });
mkdirSync('content/sweeps', { recursive: true });
const [before, now] = [readKeys(), await keysNow()];
const stale =
  asked.length > 0
    ? asked.flatMap((id) => [id, wordsName(id)])
    : Object.keys(now).filter((name) => now[name] !== before[name]);
if (!keysOnly) {
  await recordRuns(experimentIds.filter((id) => stale.includes(id) || stale.includes(wordsName(id))));
  for (const name of stale.filter((name) => name.startsWith('sweeps/'))) await recordSweep(name.slice(7));
  if (stale.includes('advice')) await recordTrials();
  if (stale.includes('measurements')) await recordMeasurements();
}
const keep = new Set([...broken].map(wordsName));
const keys = Object.keys(now).map(
  (name) => [name, stale.includes(name) && !keep.has(name) ? now[name]! : before[name]] as const,
);
writeFileSync(KEYS, `${JSON.stringify(Object.fromEntries(keys), null, 1)}\n`);
console.log(`${KEYS}  ${stale.length} of ${keys.length} new`);
const charts = 'vitest run --config test/vitest.config.ts test/chart/chart.test.ts -u';
const drawn = spawnSync(charts, { shell: true, stdio: 'inherit' }).status ?? 1;
process.exitCode = broken.size > 0 ? 1 : drawn;
