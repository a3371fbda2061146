/**
 * Recorded runs are computed again, on all cores and each once a test run: the same rows bit for bit, the same models,
 * and findings in their intervals. Whatever else needs a default run reads its recording. Other settings go through the
 * code of the default run: they are computed again where that code, or for findings and exercises the code that measures
 * them, is not the one that they were recorded with. `npm run record` has held the exercises to their goals then.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { filesOf, listed, readManifest, TRAINS } from '../../components/host/models.ts';
import { faultsOf, outcomeOf } from '../../components/host/goals.ts';
import { keyOfRecording, keyOfWords, readKeys, wordsName } from '../../components/host/recordingKeys.ts';
import { keyOfJob, runsOf, type Done, type Job } from '../../components/host/pool.ts';
import {
  recordedRunOf,
  recordingOf,
  seedsOf,
  settingsOfFinding,
  settingsOfPresets,
} from '../../components/host/recordings.ts';
import { writeNumber } from '../../components/chart/scale.ts';
import type { Experiment, History, Row } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { experimentIds, loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { createRowHash } from '../../sim/rowHash.ts';
import { measured } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';
import {
  baselinesOf,
  cellsOf,
  settingsOfSweep,
  sweeps,
  type Baseline,
  type Cell,
  type Sweep,
} from '../../sim/sweep.ts';

const keys = readKeys();
const experiments = await Promise.all(
  experimentIds.map(async (id) => {
    const [experiment, words] = [await loadExperiment(id), await loadWords(id)];
    const asRecorded = !process.env['ALL_SEEDS'] && keys[id] === (await keyOfRecording(id));
    const asSaid = asRecorded && keys[wordsName(id)] === (await keyOfWords(id));
    const presets = settingsOfPresets(experiment, words);
    const again = asRecorded ? [] : presets;
    // What is not computed again is read: findings and goals of a preset are measured on its recorded rows.
    const read = asRecorded ? presets.map((settings) => keyOfJob({ id, settings })) : [];
    return { id, experiment, words, recording: recordingOf(id), presets, again, asSaid, read: new Set(read) };
  }),
);
/** Of the seeds of a finding: the printed one, or all. No code is reached by one seed and not by another. */
const TRIED = process.env['ALL_SEEDS'] ? Infinity : 1;
/** Of a sweep: one row, of a trained one only its first run; or all. */
const tried = process.env['ALL_SEEDS']
  ? sweeps
  : sweeps.map((sweep): Sweep => {
      const [row, rows] = sweep.rows;
      const [column, columns] = sweep.columns;
      const isTrained = experiments.find(({ id }) => id === sweep.experiment)!.experiment.engine;
      return {
        ...sweep,
        rows: [row, isTrained ? rows.slice(0, 1) : rows.slice(2, 3)],
        columns: [column, isTrained ? columns.slice(0, 1) : columns],
        seeds: isTrained ? sweep.seeds.slice(0, 1) : sweep.seeds,
      };
    });

const jobs: Job[] = experiments.flatMap(({ id, experiment, words, again, asSaid, read }) => {
  if (asSaid) return [{ id, settings: {} }];
  const asked = Object.values(words.findings).flatMap(({ settings }) =>
    settingsOfFinding(experiment.params, settings).slice(0, TRIED),
  );
  const goals = Object.values(words.goals).flatMap(({ solution, wrong }) =>
    [solution, ...wrong.map(({ settings }) => settings)].map((each) => each as Partial<Settings>),
  );
  return [{}, ...again, ...asked, ...goals]
    .map((settings) => ({ id, settings }))
    .filter((job) => !read.has(keyOfJob(job)));
});

const done = new Map<string, Done>();
const runOf = (id: string, settings: Partial<Settings> = {}) => done.get(keyOfJob({ id, settings }))!;
/** Computed again, or recorded. */
const historyOf = (id: string, settings: Partial<Settings>): History =>
  done.get(keyOfJob({ id, settings }))?.history ?? recordedRunOf(id, settings)!;
beforeAll(async () => {
  for (const each of await runsOf(jobs)) done.set(keyOfJob(each), each);
}, 1_200_000);

describe.each(experiments)('$id', ({ id, experiment, words, recording, presets, again, asSaid }) => {
  test('recorded are the default run and the presets, with the hashes of their rows', () => {
    expect(recording.runs.map(({ settings }) => settings)).toEqual(
      [{}, ...presets].map((overrides) => ({ ...defaultsOf(experiment.params), ...overrides })),
    );
    for (const { rows, hash } of recording.runs) expect(hashOfRows(experiment, rows)).toBe(hash);
  });

  test('the default run, and presets whose code has changed, give their recorded rows', () => {
    for (const [i, overrides] of [{}, ...again].entries()) {
      const { rows, settings } = runOf(id, overrides).history;
      const recorded = recording.runs[i]!;
      expect(settings).toEqual(recorded.settings);
      expect(rows, 'run `npm run record` if this change is meant').toEqual(recorded.rows);
    }
  });

  test('findings: recorded on all seeds, inside their intervals, and measured again', () => {
    expect(recording.seeds).toEqual(seedsOf(experiment.params));
    expect(Object.keys(recording.findings).sort()).toEqual(Object.keys(words.findings).sort());
    for (const [name, finding] of Object.entries(words.findings)) {
      const settings = settingsOfFinding(experiment.params, finding.settings);
      const recorded = recording.findings[name]!;
      expect(recorded, name).toHaveLength(settings.length);
      for (const value of recorded) {
        expect(value, name).toBeGreaterThanOrEqual(finding.between[0]);
        expect(value, name).toBeLessThanOrEqual(finding.between[1]);
      }
      const again = settings
        .slice(0, TRIED)
        .filter((each) => !asSaid || historyOf(id, each))
        .map((each) => finding.measure(measured(historyOf(id, each).rows)));
      expect(again, name).toEqual(recorded.slice(0, again.length));
    }
  });

  test('goals: the default fails, the solution passes, what is wrong fails for its reason', () => {
    for (const [name, goal] of Object.entries(words.goals)) {
      if (asSaid) {
        expect(outcomeOf(goal, historyOf(id, {})), `${name}: the default`).not.toBe('met');
        continue;
      }
      expect(faultsOf(name, goal, (settings) => historyOf(id, settings))).toEqual([]);
      // A number of a run that somebody typed goes on standing there when the run changes.
      for (const { settings, because } of [
        { settings: goal.solution, because: goal.because },
        ...goal.wrong,
      ]) {
        const value = goal.measure(measured(historyOf(id, settings).rows));
        if (goal.digits > 0) expect(because, name).not.toContain(written(value, goal));
      }
    }
  });
});

function hashOfRows({ series }: Experiment, rows: readonly Row[]): string {
  const hash = createRowHash(series);
  for (const row of rows) hash.add(row);
  return hash.digest();
}

/** As an exercise shows it. */
const written = (value: number, { digits, percent }: { readonly digits: number; readonly percent?: true }) =>
  writeNumber(value, digits, percent);

test('the default run trains the models of the manifest', () => {
  const files = filesOf(runOf(TRAINS).trained);
  const now = Object.fromEntries([...files].map(([name, file]) => [name, listed(file)]));
  expect(now, 'run `npm run record` if this change is meant').toEqual(readManifest());
});

test.each(tried)('$id: what is run again of the sweep gives its recorded values', async (sweep) => {
  const recorded = JSON.parse(readFileSync(`content/sweeps/${sweep.id}.json`, 'utf8')) as {
    seeds: number[];
    cells: Cell[];
    baselines?: Baseline[];
  };
  expect(recorded.seeds).toEqual(sweeps.find(({ id }) => id === sweep.id)!.seeds);
  const runs = await runsOf(settingsOfSweep(sweep).map((settings) => ({ id: sweep.experiment, settings })));
  const histories = runs.map(({ history }) => history);
  const ofSeeds = (values: readonly number[]) => values.slice(0, sweep.seeds.length);
  const cells = recorded.cells.map(({ beside, ...cell }) => ({
    ...cell,
    values: ofSeeds(cell.values),
    ...(beside && {
      beside: Object.fromEntries(Object.entries(beside).map(([name, values]) => [name, ofSeeds(values)])),
    }),
  }));
  for (const cell of cellsOf(sweep, histories)) expect(cells).toContainEqual(cell);
  const baselines = (recorded.baselines ?? []).map((each) => ({ ...each, values: ofSeeds(each.values) }));
  expect(baselines).toEqual(baselinesOf(sweep, histories));
});
