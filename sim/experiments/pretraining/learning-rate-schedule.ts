/** The learning rate over a training: warm-up and decay, beside a schedule of GPT-2's size and that of the course's model. */
import { defineExperiment } from '../../experiment.ts';
import { learningRate, type Schedule } from '../../model/schedule.ts';
import { pretrainingParams, pretrainingSteps } from '../../stages/pretraining.ts';

/** That of a model of GPT-2's size. */
export const TYPICAL = { peak: 6e-4, floor: 6e-5, warmUp: 2000, steps: 100_000, decay: 'cosine' } as const;

/** That of the model which the chapter trains, on the default 400 thousand tokens. */
export const COURSE = {
  peak: pretrainingParams.peak.default,
  floor: 0,
  warmUp: pretrainingParams.warmUp.default,
  steps: pretrainingSteps({ tokens: 400_000 }),
  decay: 'linear',
} as const;

const POINTS = 400;
/** Of the two that the one which is set is compared with. */
const FEWER = 100;

/** A formula of a dashboard, peak · min(step / warm-up, 1) · (1 − step / zero): no floor, and below 0 after the zero. */
export function dashboardRate(step: number, peak: number, warmUp: number, zero: number): number {
  return peak * Math.min(step / warmUp, 1) * (1 - step / zero);
}

/** Rates are written in ten-thousandths: 6 · 10⁻⁴ is 6. */
const TEN_THOUSANDTHS = 1e4;

const rate = { label: 'learning rate', symbol: '\\alpha', unit: '10⁻⁴', digits: 2 } as const;

const passed = {
  label: 'share of the run',
  unit: 'share',
  help: 'Steps by all steps.',
  digits: 2,
} as const;

const shape = (title: string, label: string) =>
  ({
    title,
    metrics: { passed, relative: { label, unit: 'of the peak', help: 'Rate by its peak.', digits: 3 } },
  }) as const;

/** Steps that are drawn; the corner at the end of the warm-up belongs to the line, wherever the other points fall. */
function drawnSteps(steps: number, warmUp: number, points: number): number[] {
  const last = steps - 1;
  const drawn = new Set([0, Math.min(last, Math.max(0, warmUp - 1))]);
  for (let i = 0; i <= points; i++) drawn.add(Math.round((i * last) / points));
  return [...drawn].sort((a, b) => a - b);
}

export default defineExperiment({
  id: 'learning-rate-schedule',
  title: 'A schedule sets the learning rate of every step, as a share of its peak.',
  params: {
    formula: {
      kind: 'choice',
      label: 'formula',
      help: 'A schedule with a floor, or a formula of a dashboard, which falls below 0.',
      choices: { trainer: 'warm-up, then decay', dashboard: 'without a floor' },
      default: 'trainer',
      menu: true,
    },
    decay: {
      kind: 'choice',
      label: 'decay',
      help: 'How the rate falls after the warm-up.',
      choices: { cosine: 'cosine', linear: 'straight line' },
      default: TYPICAL.decay,
      when: { param: 'formula', is: 'trainer' },
    },
    peak: {
      kind: 'number',
      symbol: '\\alpha',
      label: 'peak',
      help: 'The largest learning rate, or the factor before the formula without a floor.',
      min: 0.0001,
      max: 0.02,
      step: 0.0001,
      default: TYPICAL.peak,
    },
    floor: {
      kind: 'number',
      label: 'floor',
      unit: 'of the peak',
      help: 'What is left at the end.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.1,
      when: { param: 'formula', is: 'trainer' },
    },
    warmUp: {
      kind: 'number',
      symbol: 'w',
      label: 'warm-up',
      unit: 'steps',
      help: 'Steps until the peak is reached.',
      min: 20,
      max: 20000,
      step: 20,
      default: TYPICAL.warmUp,
    },
    steps: {
      kind: 'number',
      symbol: 'S',
      label: 'steps',
      help: 'Length of the training.',
      min: 100,
      max: 200000,
      step: 100,
      default: TYPICAL.steps,
    },
    zero: {
      kind: 'number',
      label: 'zero of the formula without a floor',
      unit: 'steps',
      help: 'Where the formula crosses 0.',
      min: 5000,
      max: 500000,
      step: 5000,
      default: 10000,
      when: { param: 'formula', is: 'dashboard' },
      menu: true,
    },
  },
  series: {
    relative: shape('The schedule that is set, over its own run', 'as set'),
    source: shape('A schedule of GPT-2’s size over its own run', 'GPT-2’s size'),
    course: shape('The schedule of the course’s model over its own run', 'this course'),
    summary: {
      title: 'The run in numbers',
      metrics: {
        largest: { ...rate, label: 'largest rate', help: 'Over all steps.' },
        at: { label: 'at step', unit: '', help: 'Where it is reached.', digits: 0 },
        last: { ...rate, label: 'last rate', help: 'At the last step.' },
        mean: { ...rate, label: 'mean rate', help: 'Over all steps: how far all updates reach together.' },
        negative: { label: 'negative', unit: 'steps', help: 'Steps that go uphill.', digits: 0 },
        warmed: {
          label: 'warm-up',
          unit: '',
          help: 'Whether the run is long enough for it.',
          digits: 0,
          names: ['completed', 'the run ends before it does'],
        },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'relative',
      title: 'Learning rate',
      unit: 'share of the peak; largest and last in 10⁻⁴',
      size: 'wide',
      x: { domain: [0, 1], percent: true, label: '% of the run' },
      y: { domain: [0, 1] },
      layers: [
        { series: 'source', x: 'passed', y: 'relative', mark: 'line', role: 'guide', label: 'GPT-2’s size' },
        { series: 'course', x: 'passed', y: 'relative', mark: 'line', role: 'guide', label: 'this course' },
        { series: 'relative', x: 'passed', y: 'relative', mark: 'line' },
      ],
      references: [{ axis: 'y', at: 0, label: '' }],
      head: [
        { series: 'summary', metric: 'largest', prefix: 'largest' },
        { series: 'summary', metric: 'last', prefix: 'last' },
      ],
    },
    {
      kind: 'table',
      id: 'summary',
      title: 'The run in numbers',
      size: 'wide',
      table: { series: 'summary', columns: ['largest', 'at', 'last', 'mean', 'negative', 'warmed'] },
    },
  ],
  needs: [],
  small: {},
  simplified: [
    'AdamW multiplies the rate by a direction of its own for every parameter; only the rate is shown.',
  ],
}).runs(function* runLearningRateSchedule({ formula, decay, peak, floor, warmUp, steps, zero }) {
  const schedule = { peak, floor: floor * peak, warmUp, steps, decay } as const;
  const rateAt = (step: number) =>
    formula === 'trainer' ? learningRate(step, schedule) : dashboardRate(step + 1, peak, warmUp, zero);
  for (const step of drawnSteps(steps, warmUp, POINTS)) {
    yield { series: 'relative', passed: (step + 1) / steps, relative: rateAt(step) / peak };
  }
  const relativeOf = (of: Schedule) =>
    drawnSteps(of.steps, of.warmUp, FEWER).map((step) => ({
      passed: (step + 1) / of.steps,
      relative: learningRate(step, of) / of.peak,
    }));
  for (const row of relativeOf(TYPICAL)) yield { series: 'source', ...row };
  for (const row of relativeOf(COURSE)) yield { series: 'course', ...row };
  let largest = -Infinity;
  let at = 0;
  let sum = 0;
  let negative = 0;
  for (let step = 0; step < steps; step++) {
    const value = rateAt(step);
    if (value > largest) [largest, at] = [value, step + 1];
    if (value < 0) negative += 1;
    sum += value;
  }
  yield {
    series: 'summary',
    largest: largest * TEN_THOUSANDTHS,
    at,
    last: rateAt(steps - 1) * TEN_THOUSANDTHS,
    mean: (sum / steps) * TEN_THOUSANDTHS,
    negative,
    warmed: steps < warmUp ? 1 : 0,
  };
});
