/** Seconds become a speed-up: the law, what counts as measured, and what was recorded. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  amdahl,
  declaration,
  dividedShare,
  quickest,
  rowsOf,
  type Timed,
} from '../../components/figure/lab/amdahl.ts';
import type { SpeedUps } from '../../components/figure/speedUps.ts';
import { drawStatic } from '../../components/chart/static.ts';
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { recordedRunOf } from '../../components/host/recordings.ts';
import { defaultsOf, sameSettings } from '../../sim/settings.ts';

const run = (workers: number, steps: readonly (readonly [number, number])[], fewest = workers): Timed => ({
  workers,
  hash: 'a869bbe7d0998567',
  times: { orders: steps.map(([milliseconds, divided]) => ({ milliseconds, divided })), fewest },
});

describe('Amdahl’s law', () => {
  test.each([
    [0.95, 4, 3.4783],
    [0.8, 4, 2.5],
    [0, 4, 1],
    [1, 3, 3],
  ])('a share of %f divided among %i', (share, workers, faster) => {
    expect(amdahl(share, workers)).toBeCloseTo(faster, 4);
  });
});

describe('what was measured', () => {
  test('each step counts as it was quickest, in whichever run', () => {
    const runs = [run(1, [[10, 9], [30, 20]]), run(1, [[20, 8], [12, 11]])]; // prettier-ignore
    expect(quickest(runs)).toEqual([
      { workers: 1, hash: 'a869bbe7d0998567', milliseconds: 11, divided: 9.5 },
    ]);
  });
  test('a run that fewer workers computed does not count', () => {
    const runs = [run(1, [[10, 9]]), run(4, [[3, 2]], 1), run(2, [[6, 5]])];
    expect(quickest(runs).map(({ workers }) => workers)).toEqual([1, 2]);
  });
  test('a run without a crew does not count', () => {
    expect(quickest([{ workers: 1, hash: '', times: undefined }])).toEqual([]);
  });
});

describe('the picture', () => {
  const measured = quickest([run(1, [[10, 8]]), run(2, [[7, 4]]), run(4, [[5, 2]])]);
  test('speed-ups are of one worker’s time, and the law is of its divided share', () => {
    expect(dividedShare(measured)).toBeCloseTo(0.8);
    const rows = rowsOf(measured);
    expect(rows.filter(({ series }) => series === 'measured')).toEqual([
      { series: 'measured', workers: 1, faster: 1 },
      { series: 'measured', workers: 2, faster: 10 / 7 },
      { series: 'measured', workers: 4, faster: 2 },
    ]);
    const law = rows.filter(({ series }) => series === 'law');
    expect(law[0]).toMatchObject({ workers: 1, faster: 1 });
    expect(law.at(-1)!['workers']).toBe(4);
    expect(law.at(-1)!['faster']).toBeCloseTo(2.5);
  });
  test.each([['of nothing'], ['of all']])('%s is drawn', (what) => {
    const views = drawStatic(declaration, rowsOf(what === 'of all' ? measured : []));
    expect(views.map(({ id }) => id)).toEqual(['speed-up', 'runs']);
    expect(views[0]!.drawn!.svg.wide).toContain('ideal');
    expect(views[1]!.written!.match(/<tr>/g)).toHaveLength(what === 'of all' ? 4 : 1);
  });
});

test('what is recorded was measured on the runs that are recorded: the same hashes', async () => {
  const { cases } = JSON.parse(readFileSync('content/speed-up.json', 'utf8')) as SpeedUps;
  const { params } = await loadExperiment('data-parallel');
  const { presets } = await loadWords('data-parallel');
  const full = (settings: object) => ({ ...defaultsOf(params), ...settings });
  expect(cases).toHaveLength(presets.length);
  for (const { settings } of presets) {
    const recorded = cases.find((each) => sameSettings(params, full(each.settings), full(settings)))!;
    const { hash } = recordedRunOf('data-parallel', settings)!;
    expect(recorded.measured.map((each) => each.hash)).toEqual(recorded.measured.map(() => hash));
    expect(recorded.measured[0]!.workers).toBe(1);
    for (const { divided, milliseconds } of recorded.measured)
      expect(divided).toBeLessThanOrEqual(milliseconds);
  }
});
