/** What is said of a run beside its figure: from the rows, in words, with a link for each advice. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { reportOf } from '../../components/figure/report/report.ts';
import RunReport, { linkOf, type Tried } from '../../components/figure/report/RunReport.tsx';
import { speedOf } from '../../components/figure/report/speed.ts';
import { TOGETHER } from '../../components/figure/report/together.ts';
import { recordedRun, recordedRunOf } from '../../components/host/recordings.ts';
import { advices } from '../../sim/experiments/pipeline/advice.ts';
import pipeline from '../../sim/experiments/pipeline/pipeline.ts';
import { nodeHost } from '../../components/host/node.ts';
import { checkpointOf } from '../../sim/model/checkpoint.ts';
import type { Settings } from '../../sim/param.ts';
import { createRng } from '../../sim/rng.ts';
import { decode, defaultsOf } from '../../sim/settings.ts';
import { LARGEST_BATCH } from '../../sim/stages/batches.ts';
import { createLaboratory } from '../../sim/stages/laboratory.ts';

const defaults = defaultsOf(pipeline.params) as Settings;
const run = (settings: Partial<Settings> = {}) => ({
  rows: recordedRunOf('pipeline', settings)!.rows,
  settings: { ...defaults, ...settings } as Settings,
});
const tried = Object.fromEntries(
  advices.map(({ id, label, change, onward }): [string, Tried] => [
    id,
    {
      label,
      change,
      verdict: onward ? 'no difference' : 'try',
      evidence: `Tried: ${id}.`,
    },
  ]),
);
const htmlOf = (settings: Partial<Settings> = {}) =>
  renderToStaticMarkup(
    createElement(RunReport, {
      experiment: 'pipeline',
      figureId: 'fig-train',
      defaults,
      first: reportOf(run(settings)),
      tried,
    }),
  );

test('stability of the recorded runs: what is held by KL is steadier than what is not', () => {
  const [careful, warned] = [{}, { keywordBias: 1.5, beta: 0.1 }].map((each) => reportOf(run(each)));
  expect(careful!.updates).toBe(5);
  expect(careful!.stability!.share).toBeGreaterThan(0.3);
  expect(warned!.stability!.share).toBeLessThan(0.2);
  expect(careful!.stability!.share).toBeLessThanOrEqual(careful!.stability!.held);
});

test('the target is the one that is set', () => {
  const { rows, settings } = run();
  const strict = reportOf({ rows, settings: { ...settings, klTarget: 0.1 } });
  expect(strict.target).toBe(0.1);
  expect(strict.stability!.near).toBeLessThan(reportOf(run()).stability!.near);
});

test('a run is told of itself in words, with a phrase that sets what is advised', () => {
  const html = htmlOf({ epochs: 4, minibatch: 16 });
  expect(html).toContain('each the mean of 5 updates');
  expect(html).toContain('data-advice="fewer-passes"');
  expect(html).toContain('Tried: fewer-passes.');
  expect(html).not.toContain('data-advice="deeper"');
  expect(html).toContain('href="?#fig-train"'); // its change leads back to the defaults
});

test('the link of an advice reads back as the settings that it means', () => {
  const values = { ...defaults, keywordBias: 1.5, beta: 0.5, setting: 'own', tokens: 200 } as Settings;
  const link = linkOf('pipeline', values, defaults, 'fig-train');
  const read = decode('pipeline', pipeline.params, link.slice(0, link.indexOf('#')));
  expect(read.replaced).toEqual([]);
  expect(read.settings).toEqual(values);
});

test('without PPO no stability is claimed', () => {
  const { rows, settings } = run();
  const { stability, updates } = reportOf({ rows: rows.filter(({ series }) => series !== 'ppo'), settings });
  expect([stability, updates]).toEqual([undefined, 0]);
});

test('the report changes no row', () => {
  const { hash, rows } = recordedRun('pipeline');
  const before = JSON.stringify(rows);
  reportOf(run());
  expect(JSON.stringify(rows)).toBe(before);
  expect(hash).toBe('9594148dfdb5a5e2');
});

test('speed: tokens by the clock that is handed in, of a model of any legal size', () => {
  expect(TOGETHER).toBe(LARGEST_BATCH);
  const kernels = nodeHost.createKernels();
  const size = { width: 32, layers: 2 };
  const { policy } = createLaboratory(kernels, createRng('speed test'), { size });
  const trained = checkpointOf(policy, { model: 'ppo', seed: 1 });
  const clock = (step: number) => {
    let now = 0;
    return () => (now += step);
  };
  // Each look at the clock is a tick: with ticks of 700 ms one round is measured, with shorter ones several.
  const slow = speedOf(nodeHost.createKernels(), trained, clock(700));
  const fast = speedOf(nodeHost.createKernels(), trained, clock(350));
  expect(slow.together).toBeGreaterThan(TOGETHER); // tokens of 128 answers in 0.7 s
  expect(fast.together / slow.together).toBeCloseTo(2, 0);
  expect(slow.alone).toBeLessThan(slow.together / 20);
});
