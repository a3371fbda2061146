/** What prose quotes of `learning-rate-schedule`, and what exercises ask of it. */
import { first, wordsOn } from '../../words.ts';
import { pretrainingParams, pretrainingSteps } from '../../stages/pretraining.ts';
import experiment, { SOURCE, dashboardRate, MILLIONTHS } from './learning-rate-schedule.ts';

/** Steps of the slider. */
const GRID = 100;

/** That of the model which the chapter trains, on the default 400 thousand tokens. */
const live = {
  decay: 'linear',
  peak: pretrainingParams.peak.default,
  floor: 0,
  warmUp: pretrainingParams.warmUp.default,
  steps: Math.round(pretrainingSteps({ tokens: 400_000 }) / GRID) * GRID,
} as const;

/** The dashboard of the source logs so many steps. */
const DASHBOARD_STEPS = 100;

export default wordsOn(experiment, {
  findings: {
    sourceMean: {
      says: 'mean learning rate of the source’s schedule by its peak',
      measure: (rows) => rows.of('summary')[0]!.mean / MILLIONTHS / SOURCE.peak,
      unit: 'share',
      between: [0.54, 0.56],
    },
    liveLargest: {
      says: 'the largest learning rate of the live model',
      settings: live,
      measure: (rows) => rows.of('summary')[0]!.largest / 1000,
      digits: 1,
      unit: '· 10⁻³',
      between: [6.1, 20],
    },
    dashboardLargest: {
      says: 'the largest learning rate of the dashboard’s formula',
      settings: { formula: 'dashboard' },
      measure: (rows) => rows.of('summary')[0]!.largest / 100,
      digits: 1,
      unit: '· 10⁻⁴',
      between: [4.8, 4.8],
    },
    dashboardLast: {
      says: 'its value at step 100,000',
      settings: { formula: 'dashboard' },
      measure: (rows) => rows.of('summary')[0]!.last / 1000,
      digits: 1,
      unit: '· 10⁻³',
      between: [-5.41, -5.39],
    },
    dashboardNegative: {
      says: 'share of 100,000 steps in which it is negative',
      settings: { formula: 'dashboard' },
      measure: (rows) => rows.of('summary')[0]!.negative / SOURCE.steps,
      unit: 'share',
      between: [0.899, 0.901],
    },
    dashboardSeen: {
      says: 'the largest rate in the 100 steps that the dashboard logs, by the peak that it names',
      measure: () => dashboardRate(DASHBOARD_STEPS - 1, 1, SOURCE.warmUp, 10_000),
      unit: 'share',
      between: [0.04, 0.06],
    },
  },
  goals: {
    mendDashboard: {
      says: 'Mend the dashboard’s formula for 100,000 steps: its largest rate at least 580 · 10⁻⁶, and none below 0.',
      label: 'largest rate',
      unit: '10⁻⁶',
      digits: 0,
      scale: [0, 600],
      target: [580, 600],
      at: first('summary', 'largest'),
      unless: ({ formula, peak, steps, warmUp, zero }) => {
        if (formula !== 'dashboard') return 'the formula is that of a trainer.';
        if (peak !== SOURCE.peak || steps !== SOURCE.steps || warmUp !== SOURCE.warmUp)
          return 'peak, warm-up and steps have to stay those of the source.';
        return zero < steps ? 'the rate is negative in the end.' : undefined;
      },
      hint: 'At the end of the warm-up the second factor is 1 − w / zero. Where has the zero to be?',
      solution: { formula: 'dashboard', zero: 100000 },
      because:
        'At the end of the warm-up the second factor is 1 − 2,000 / zero. With the zero at the last step, 100,000, it is 0.98, and the rate never falls below 0.',
      wrong: [
        {
          settings: { formula: 'dashboard', zero: 60000 },
          fails: 'unless',
          because:
            'The peak is high enough, but 40,000 steps after the zero climb the loss instead of descending it.',
        },
        {
          settings: { formula: 'dashboard', warmUp: 300 },
          fails: 'unless',
          because: 'A shorter warm-up lifts the peak and leaves the zero where it was, at step 10,000.',
        },
      ],
    },
  },
  presets: [
    { label: 'The source’s trainer', settings: {} },
    { label: 'This course', settings: live },
    { label: 'The source’s dashboard', settings: { formula: 'dashboard' } },
  ],
});
