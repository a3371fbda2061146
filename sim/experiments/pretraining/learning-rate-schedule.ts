/** The learning rate over a training: the source's schedule, the course's own, and the formula of the source's dashboard. */
import { defineExperiment } from '../../experiment.ts';
import { learningRate } from '../../model/schedule.ts';

/** The source's trainer: `get_learning_rate`. */
export const SOURCE = { peak: 6e-4, floor: 6e-5, warmUp: 2000, steps: 100_000, decay: 'cosine' } as const;

const POINTS = 400;

/** The dashboard's formula, peak · min(step / warm-up, 1) · (1 − step / zero): no floor, and below 0 after the zero. */
export function dashboardRate(step: number, peak: number, warmUp: number, zero: number): number {
  return peak * Math.min(step / warmUp, 1) * (1 - step / zero);
}

/** Rates are written in millionths: 6 · 10⁻⁴ is 600. */
export const MILLIONTHS = 1e6;

const rate = { label: 'learning rate', symbol: '\\alpha', unit: '10⁻⁶', digits: 0 } as const;

export default defineExperiment({
  id: 'learning-rate-schedule',
  title: 'A learning rate rises quickly, and then falls slowly to a tenth of its peak.',
  params: {
    formula: {
      kind: 'choice',
      label: 'formula',
      help: 'That of a trainer, with a floor, or that of the source’s dashboard.',
      choices: { trainer: 'warm-up, then decay', dashboard: 'the dashboard’s' },
      default: 'trainer',
    },
    decay: {
      kind: 'choice',
      label: 'decay',
      help: 'How the rate falls after the warm-up.',
      choices: { cosine: 'cosine', linear: 'straight line' },
      default: SOURCE.decay,
      when: { param: 'formula', is: 'trainer' },
    },
    peak: {
      kind: 'number',
      symbol: '\\alpha',
      label: 'peak',
      help: 'The largest learning rate, or the factor before the dashboard’s formula.',
      min: 0.0001,
      max: 0.02,
      step: 0.0001,
      default: SOURCE.peak,
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
      default: SOURCE.warmUp,
    },
    steps: {
      kind: 'number',
      symbol: 'S',
      label: 'steps',
      help: 'Length of the training.',
      min: 100,
      max: 200000,
      step: 100,
      default: SOURCE.steps,
    },
    zero: {
      kind: 'number',
      label: 'zero of the dashboard’s formula',
      unit: 'steps',
      help: 'Where the formula crosses 0.',
      min: 5000,
      max: 500000,
      step: 5000,
      default: 10000,
      when: { param: 'formula', is: 'dashboard' },
    },
  },
  series: {
    rate: {
      title: 'The learning rate, step by step',
      metrics: {
        step: { label: 'step', unit: 'thousand', help: 'Updates so far.', digits: 2 },
        rate: { ...rate, help: 'Step size of the update.' },
      },
    },
    source: {
      title: 'The source’s schedule over its own run',
      metrics: {
        passed: { label: 'share of the run', unit: 'share', help: 'Steps by all steps.', digits: 1 },
        relative: { label: 'the source’s', unit: 'of the peak', help: 'Its rate by its peak.', digits: 3 },
      },
    },
    relative: {
      title: 'The schedule that is set, over its own run',
      metrics: {
        passed: { label: 'share of the run', unit: 'share', help: 'Steps by all steps.', digits: 1 },
        relative: {
          label: 'rate by peak',
          unit: 'of the peak',
          help: 'Rate by what is set as peak.',
          digits: 3,
        },
      },
    },
    summary: {
      title: 'The run in numbers',
      metrics: {
        largest: { ...rate, label: 'largest rate', help: 'Over all steps.' },
        at: { label: 'at step', unit: '', help: 'Where it is reached.', digits: 0 },
        last: { ...rate, label: 'last rate', help: 'At the last step.' },
        mean: { ...rate, label: 'mean rate', help: 'Over all steps: how far all updates reach together.' },
        negative: { label: 'negative', unit: 'steps', help: 'Steps that go uphill.', digits: 0 },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'rate',
      title: 'Learning rate',
      unit: '10⁻⁶',
      size: 'wide',
      x: { label: 'thousand steps' },
      y: {},
      layers: [{ series: 'rate', x: 'step', y: 'rate', mark: 'line' }],
      references: [{ axis: 'y', at: 0, label: '' }],
      head: [
        { series: 'summary', metric: 'largest', prefix: 'largest' },
        { series: 'summary', metric: 'last', prefix: 'last' },
      ],
    },
    {
      kind: 'xy',
      id: 'relative',
      title: 'Shape',
      unit: 'share of the peak, over the share of the run',
      size: 'wide',
      x: { domain: [0, 1], percent: true, label: '% of the run' },
      y: { domain: [0, 1] },
      layers: [
        { series: 'source', x: 'passed', y: 'relative', mark: 'line', role: 'guide', label: 'source' },
        { series: 'relative', x: 'passed', y: 'relative', mark: 'line' },
      ],
    },
    {
      kind: 'table',
      id: 'summary',
      title: 'The run in numbers',
      size: 'wide',
      table: { series: 'summary', columns: ['largest', 'at', 'last', 'mean', 'negative'] },
    },
  ],
  tabs: [
    { label: 'Rate', views: ['rate', 'summary'] },
    { label: 'Shape', views: ['relative'] },
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
  const last = steps - 1;
  // The corner at the end of the warm-up belongs to the line, wherever the other points fall.
  const drawn = new Set([0, Math.min(last, warmUp - 1)]);
  for (let i = 0; i <= POINTS; i++) drawn.add(Math.round((i * last) / POINTS));
  for (const step of [...drawn].sort((a, b) => a - b)) {
    const value = rateAt(step);
    yield { series: 'rate', step: (step + 1) / 1000, rate: value * MILLIONTHS };
    yield { series: 'relative', passed: (step + 1) / steps, relative: value / peak };
  }
  for (const passed of [1, SOURCE.warmUp, ...Array.from({ length: 99 }, (_, i) => 3000 + 980 * (i + 1))]) {
    const relative = learningRate(passed - 1, SOURCE) / SOURCE.peak;
    yield { series: 'source', passed: passed / SOURCE.steps, relative };
  }
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
    largest: largest * MILLIONTHS,
    at,
    last: rateAt(last) * MILLIONTHS,
    mean: (sum / steps) * MILLIONTHS,
    negative,
  };
});
