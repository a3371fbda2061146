/** The clipped objective of one token, its six cases, and what repeated steps on it do to the ratio. */
import { defineExperiment } from '../../experiment.ts';
import { objective, slope } from '../../stages/clippedObjective.ts';
import { innerSteps } from '../../stages/innerSteps.ts';
import { ppoParams } from '../../stages/ppoParams.ts';

const RATIOS = { min: 0, max: 2.5, step: 0.05 } as const;

/** Points of the curve. */
const POINTS = 100;

/** Three equally likely answers: one better than expected, two worse. */
const BANDIT = { old: [1 / 3, 1 / 3, 1 / 3], advantages: [1, -1, -1] } as const;

const STEPS = 30;

const ratio = {
  label: 'ratio',
  symbol: '\\rho',
  unit: '',
  help: 'New probability of the token, divided by that under which it was sampled.',
  digits: 2,
} as const;
const value = {
  label: 'objective',
  unit: '',
  help: 'min(ρ A, clip(ρ) A): what an update makes larger; the loss is minus it.',
  digits: 2,
} as const;

/** Sign of the advantage, side of the ratio, and what an update does. */
const CASES = [
  [1, -1, 'had become less likely: is pushed up at full strength'],
  [1, 0, 'is pushed up'],
  [1, 1, 'is likelier than the clip asks for: no push'],
  [-1, -1, 'is less likely than the clip asks for: no push'],
  [-1, 0, 'is pushed down'],
  [-1, 1, 'had become likelier: is pushed down at full strength'],
] as const;

const series = {
  curve: {
    title: 'The objective over all ratios',
    metrics: {
      ratio,
      objective: value,
      unclipped: { label: 'without clip', unit: '', help: 'ρ A.', digits: 2 },
    },
  },
  range: {
    title: 'The clip range',
    metrics: {
      low: { label: '1 − ε', unit: '', help: 'Lower end of the clip range.', digits: 2 },
      high: { label: '1 + ε', unit: '', help: 'Upper end of the clip range.', digits: 2 },
    },
  },
  point: {
    title: 'The token at the chosen ratio',
    metrics: {
      ratio,
      objective: value,
      slope: { label: 'slope', unit: '', help: 'dJ/dρ: how hard an update pushes the ratio up.', digits: 2 },
    },
  },
  cases: {
    title: 'Six cases',
    metrics: {
      token: {
        label: 'the token is',
        unit: '',
        help: 'Than expected: the sign of the advantage.',
        digits: 0,
        names: ['better', 'worse'],
      },
      place: {
        label: 'ratio',
        unit: '',
        help: 'Where the ratio lies: below 1 − ε, within the clip range, above 1 + ε.',
        digits: 0,
        names: ['below', 'within', 'above'],
      },
      ratio: { ...ratio, label: 'for example' },
      objective: value,
      slope: { label: 'slope', unit: '', help: 'dJ/dρ.', digits: 1 },
      meaning: { label: 'it', unit: '', help: 'What an update does.', digits: 0, text: true },
    },
  },
  steps: {
    title: 'Three answers, step by step',
    metrics: {
      step: { label: 'step', unit: '', help: 'Steps of gradient ascent on one batch.', digits: 0 },
      good: {
        label: 'the better answer',
        unit: '',
        help: 'Ratio of the answer with advantage 1.',
        digits: 2,
      },
      bad: {
        label: 'each worse answer',
        unit: '',
        help: 'Ratio of the answers with advantage −1.',
        digits: 2,
      },
    },
  },
} as const;

export default defineExperiment({
  id: 'clipped-objective',
  title: 'The clip removes a token’s push on one side only, and does not hold its ratio.',
  params: {
    ratio: {
      kind: 'number',
      symbol: '\\rho',
      label: 'ratio',
      help: 'New probability of the token, divided by that under which it was sampled.',
      ...RATIOS,
      default: 1.5,
    },
    advantage: {
      kind: 'number',
      symbol: 'A',
      label: 'advantage',
      help: 'How much better the token was than expected.',
      min: -3,
      max: 3,
      step: 0.5,
      default: 1,
    },
    clipRange: { ...ppoParams.clipRange, help: 'How far the ratio may go before its push is cut off.' },
    rate: {
      kind: 'number',
      label: 'step size of the three answers',
      help: 'Learning rate of gradient ascent on the logits of three answers.',
      min: 0.05,
      max: 3,
      step: 0.05,
      default: 0.1,
      menu: true,
    },
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'objective',
      title: 'Objective of one token',
      unit: 'units of the advantage',
      size: 'wide',
      x: { domain: [0, 2.5], ticks: [0, 0.5, 1, 1.5, 2, 2.5], label: 'ratio ρ' },
      y: { domain: [-3, 3] },
      layers: [
        { series: 'curve', x: 'ratio', y: 'unclipped', mark: 'line', role: 'thin', label: 'ρ A' },
        { series: 'curve', x: 'ratio', y: 'objective', mark: 'line', label: 'clipped' },
        { series: 'point', x: 'ratio', y: 'objective', mark: 'dot' },
      ],
      references: [
        { axis: 'x', at: { series: 'range', metric: 'low' }, label: '1 − ε' },
        { axis: 'x', at: { series: 'range', metric: 'high' }, label: '1 + ε' },
      ],
      head: [
        { series: 'point', metric: 'objective' },
        { series: 'point', metric: 'slope', prefix: 'slope' },
      ],
    },
    {
      kind: 'table',
      id: 'cases',
      title: 'Six cases; only in two of them is the slope 0',
      size: 'wide',
      table: { series: 'cases', columns: ['token', 'place', 'ratio', 'objective', 'slope', 'meaning'] },
    },
    {
      kind: 'xy',
      id: 'steps',
      title: 'Ratios of three answers, one with advantage 1 and two with −1',
      size: 'wide',
      x: { label: 'steps on one batch' },
      y: { domain: [0, 2], ticks: [0, 0.5, 1, 1.5, 2] },
      layers: [
        { series: 'steps', x: 'step', y: 'good', mark: 'line', label: 'better' },
        { series: 'steps', x: 'step', y: 'bad', mark: 'line', role: 'counterpart', label: 'worse' },
      ],
      references: [
        { axis: 'y', at: { series: 'range', metric: 'low' }, label: '1 − ε' },
        { axis: 'y', at: { series: 'range', metric: 'high' }, label: '1 + ε' },
      ],
      head: [
        { series: 'steps', metric: 'good' },
        { series: 'steps', metric: 'bad' },
      ],
    },
  ],
  tabs: [
    { label: 'One token', views: ['objective'] },
    { label: 'Six cases', views: ['cases'] },
    { label: 'Overshoot', views: ['steps'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'Three answers are a whole policy here; a language model chooses among thousands of tokens, many times.',
  ],
}).runs(function* runClippedObjective({ ratio, advantage, clipRange, rate }) {
  for (let i = 0; i <= POINTS; i++) {
    const at = (RATIOS.max * i) / POINTS;
    yield {
      series: 'curve',
      ratio: at,
      objective: objective(at, advantage, clipRange),
      unclipped: at * advantage,
    };
  }
  yield { series: 'range', low: 1 - clipRange, high: 1 + clipRange };
  yield {
    series: 'point',
    ratio,
    objective: objective(ratio, advantage, clipRange),
    slope: slope(ratio, advantage, clipRange),
  };
  for (const [sign, side, meaning] of CASES) {
    const at = 1 + side * 2 * clipRange;
    yield {
      series: 'cases',
      token: sign > 0 ? 0 : 1,
      place: side + 1,
      ratio: at,
      objective: objective(at, sign, clipRange),
      slope: slope(at, sign, clipRange),
      meaning,
    };
  }
  let step = 0;
  for (const [good, bad] of innerSteps(BANDIT, [0, 0, 0], { clipRange, rate, steps: STEPS })) {
    yield { series: 'steps', step, good: good! * 3, bad: bad! * 3 };
    step += 1;
  }
});
