/** What prose quotes of `learning-rate-schedule`, and what exercises ask of it. */
import { first, wordsOn } from '../../words.ts';
import experiment, { COURSE, TYPICAL } from './learning-rate-schedule.ts';

/** Steps of the slider. */
const GRID = 100;

/** The schedule of the course's model, as near as the sliders come to it. */
const live = { ...COURSE, steps: Math.round(COURSE.steps / GRID) * GRID } as const;

export default wordsOn(experiment, {
  findings: {
    typicalMean: {
      says: 'mean learning rate of a schedule of GPT-2’s size by its peak',
      measure: (rows) => rows.of('summary')[0]!.mean / 1e4 / TYPICAL.peak,
      unit: 'share',
      between: [0.54, 0.56],
    },
    liveLargest: {
      says: 'the largest learning rate of the live model',
      settings: live,
      at: first('summary', 'largest'),
      digits: 0,
      unit: '· 10⁻⁴',
      between: [61, 200],
    },
  },
  goals: {
    shortRun: {
      says: 'A run of 1,000 steps with a mean rate of at least 53 % of its peak: change the warm-up alone.',
      label: 'mean rate by peak',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.53, 1],
      measure: (rows) => rows.of('summary')[0]!.mean / 1e4 / TYPICAL.peak,
      unless: ({ formula, decay, peak, floor, steps }) => {
        if (steps !== 1000) return 'the run is to have 1,000 steps.';
        return formula === 'trainer' && decay === TYPICAL.decay && peak === TYPICAL.peak && floor === 0.1
          ? undefined
          : 'of peak, floor and decay nothing may change.';
      },
      hint: 'The warm-up has a mean of half the peak, the cosine one of 55 %. How long may the warm-up be, as a share of the run?',
      solution: { steps: 1000, warmUp: 100 },
      because:
        'A tenth of the run as warm-up gives 0.1 · 50 % + 0.9 · 55 % = 54.5 %. A warm-up is chosen for its length in steps, so one that was copied from a longer run has to be looked at again.',
      wrong: [
        {
          settings: { steps: 1000 },
          fails: 'low',
          because:
            'With the warm-up of the longer run the rate is still rising when the run ends, at half of the peak, and the mean is a quarter of it.',
        },
        {
          settings: { steps: 1000, warmUp: 1000 },
          fails: 'low',
          because: 'Now the peak is reached, at the last step: the run has no decay.',
        },
      ],
    },
  },
  presets: [
    { label: 'GPT-2’s size', settings: {} },
    { label: 'This course', settings: live },
    { label: 'Too short for its warm-up', settings: { steps: 1000 } },
  ],
});
