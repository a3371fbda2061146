/** What the whole pipeline adds to the series of its stages. */
import type { SeriesMap } from '../../experiment.ts';
import { share } from '../../metric.ts';
import { measurementSeries, stageSeries } from './series.ts';

export const series = {
  ...stageSeries,
  ...measurementSeries,
  right: {
    title: 'The right verdict, as the model goes through the stages',
    metrics: {
      tick: { label: 'moment', unit: '', help: 'Rows of the run so far.', digits: 0 },
      avoid: share('Probability of the right verdict, avoid, for metformin at eGFR 28.', 'P(avoid)'),
    },
  },
  progress: {
    title: 'Progress',
    metrics: {
      tick: { label: 'moment', unit: '', help: 'Rows of the run so far.', digits: 0 },
      stage: {
        label: 'stage',
        unit: '',
        help: 'Which stage is at work.',
        digits: 0,
        names: ['pretraining', 'fine-tuning', 'reward model', 'PPO'],
      },
    },
  },
} as const satisfies SeriesMap;
