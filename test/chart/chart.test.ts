/** Golden charts: every view of every default run, drawn at build. A change writes the new drawing beside the old. */
import { recordedRun } from '../../components/host/recordings.ts';
import { describe, expect, test } from 'vitest';
import { pushApart } from '../../components/chart/labels.ts';
import { grow, niceStep, ticksBetween, writeNumber, writeTick } from '../../components/chart/scale.ts';
import { drawStatic } from '../../components/chart/static.ts';
import { headOf, summaryOf } from '../../components/chart/summary.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';

describe.each(experimentIds)('%s', async (id) => {
  const experiment = await loadExperiment(id);
  const declaration = declarationOf(experiment);
  const { rows } = recordedRun(id);
  const views = drawStatic(declaration, rows);

  test.each(views.map((view) => [view.id, view] as const))('%s is drawn as before', async (view, drawn) => {
    const [kind, picture] = drawn.drawn ? ['svg', drawn.drawn.svg.wide] : ['html', drawn.written];
    await expect(`${picture}\n`).toMatchFileSnapshot(`golden/${id}-${view}.${kind}`);
  });
  test('no chart holds NaN, an id, a script, or a colour of its own', () => {
    for (const { drawn, written } of views) {
      for (const drawing of drawn ? [drawn.svg.wide, drawn.svg.phone] : [written!]) {
        expect(drawing).not.toMatch(/NaN|Infinity|undefined|\sid="|<script|<style/);
        expect(drawing.match(/(?:fill|stroke)="(?!none|currentColor|var\(--)[^"]*"/g) ?? []).toEqual([]);
      }
    }
  });
  test('the summary says every number of the headers', () => {
    const summary = summaryOf(declaration, rows);
    expect(summary).not.toMatch(/NaN|undefined/);
    for (const { text } of views.flatMap((view) => view.head)) {
      expect(text).not.toBe('');
      expect(summary).toContain(text.replace(/^\D* (?=[−\d])/, ''));
    }
  });
  test('a header shows no number before one is measured', () => {
    for (const view of declaration.views) {
      const heads = headOf(view, declaration, []);
      expect(heads).toHaveLength(view.kind === 'xy' ? (view.head ?? []).length : 0);
      for (const { text } of heads) expect(text).toBe('');
    }
  });
});

describe('scales', () => {
  test('steps are 1, 2 or 5 times a power of ten', () => {
    expect([8, 0.8, 60, 3, 145].map((span) => niceStep(span, 4))).toEqual([2, 0.2, 20, 1, 50]);
  });
  test('ticks have no rounding dust', () => {
    expect(ticksBetween(0, 0.8, 0.2)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(ticksBetween(-1, 1, 0.5)).toEqual([-1, -0.5, 0, 0.5, 1]);
  });
  test('a declared domain stands until a run leaves it', () => {
    expect(grow([0, 1], [0.2, 1], 4)).toEqual([0, 1]);
    expect(grow([0, 1], [0, 14.2], 4)).toEqual([0, 15]);
    expect(grow([0, 1], [-0.005, 1], 4)).toEqual([0, 1]);
    expect(grow(undefined, [3, 3], 4)).toEqual([2.4, 3.6]);
  });
  test('numbers carry a true minus sign and no negative zero', () => {
    expect([
      writeNumber(-1.5, 2),
      writeNumber(-0.0001, 2),
      writeNumber(0.954, 1, true),
      writeNumber(12345, 0),
    ]).toEqual(['−1.50', '0.00', '95.4', '12,345']);
    expect([writeTick(0.5, 0.5), writeTick(2, 1), writeTick(0.25, 0.25, true)]).toEqual(['0.5', '2', '25']);
  });
  test('labels stand at least 14 px apart and inside the frame', () => {
    const heights = [50, 52, 53, 10];
    const placed = heights.map((height, i) => height + pushApart(heights, 8, 120)[i]!).sort((a, b) => a - b);
    placed.slice(1).forEach((height, i) => expect(height - placed[i]!).toBeGreaterThan(13.5));
    expect(Math.min(...placed)).toBeGreaterThanOrEqual(8);
  });
});
