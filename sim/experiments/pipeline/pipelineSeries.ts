/** What the whole pipeline adds to the series of its stages. */
import type { SeriesMap } from '../../experiment.ts';
import { share } from '../../metric.ts';
import { readableQuestion, verdicts, type Verdict } from '../../world/world.ts';
import { followed } from './followed.ts';
import { measurementSeries, metrics, stageSeries } from './series.ts';

const tick = { label: 'moment', unit: '', help: 'Rows of the run so far.', digits: 0 } as const;

const stage = {
  label: 'stage',
  unit: '',
  help: 'Which stage is at work, or has ended.',
  digits: 0,
  names: ['pretraining', 'fine-tuning', 'reward model', 'PPO'],
} as const;

const questions = followed.map(({ question }) => readableQuestion(question));

/** Of the questions that the figure follows, after each stage. */
export const followedSeries = {
  followed: {
    title: 'Two held-out questions, after each stage',
    metrics: {
      stage,
      question: {
        label: 'question',
        unit: '',
        help: 'Held out: nothing trained on it.',
        digits: 0,
        names: questions,
      },
      text: {
        label: 'answer',
        unit: '',
        help: 'Model output, may be wrong: the likeliest token each time, as a sentence. A reward model writes none; it scores the key and an answer that contradicts it.',
        digits: 0,
        text: true,
      },
      judged: {
        label: 'judged',
        unit: '',
        help: 'Whether the verdict of the answer is that of this world’s key; of a reward model, whether the key has the higher score.',
        digits: 0,
        names: ['right', 'wrong'],
      },
    },
  },
} as const satisfies SeriesMap;

export const series = {
  ...stageSeries,
  ...measurementSeries,
  ...followedSeries,
  likely: {
    title: `The verdict with which the answer begins: ${questions[0]!}`,
    metrics: {
      tick,
      ...(Object.fromEntries(
        verdicts.map((verdict) => [verdict, share('Probability that the answer begins with it.', verdict)]),
      ) as Record<Verdict, ReturnType<typeof share>>),
      other: share('Probability that it begins with a word that is no verdict.', 'no verdict'),
    },
  },
  quality: {
    title: 'True quality of the answers to all held-out questions, after each stage',
    metrics: {
      stage,
      sampled: {
        ...metrics.gold,
        label: 'sampled',
        help: 'Mean gold reward of answers at the temperature of the measurement.',
      },
      likeliest: {
        ...metrics.gold,
        label: 'likeliest',
        help: 'Mean gold reward of answers with the likeliest token each time.',
      },
    },
  },
  right: {
    title: 'The right verdict, as the model goes through the stages',
    metrics: {
      tick,
      avoid: share('Probability of the right verdict, avoid, for metformin at eGFR 28.', 'P(avoid)'),
    },
  },
  progress: {
    title: 'Progress',
    metrics: {
      tick,
      stage,
      step: { label: 'step', unit: '', help: 'Updates of the stage so far.', digits: 0 },
      steps: {
        label: 'steps',
        unit: '',
        help: 'Updates of the stage in all; 0 where a run starts from what it has left behind.',
        digits: 0,
      },
    },
  },
} as const satisfies SeriesMap;
