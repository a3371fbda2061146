/**
 * The rewards that Program 2 prints for its eight questions, before and after PPO, and what "improved by so many per
 * cent" means for scores that are known only up to a constant.
 */
import { eightQuestions, printedMeans, type EightQuestion } from '../../examples/eightQuestions.ts';
import { defineExperiment } from '../../experiment.ts';
import { sigmoid } from '../../float.ts';
import { mean } from '../../measure/mean.ts';
import { completions } from './completions.ts';

const WAYS = [
  'ratio of the means',
  'mean of the ratios',
  'median of the ratios',
  'best question',
  'worst question',
] as const;

const reward = (label: string, help: string) =>
  ({ label, unit: 'points', help, digits: 1, hue: 'reward' }) as const;
const change = (help: string) => ({ label: 'improvement', unit: 'share', help, digits: 2 }) as const;

/** Names of rows: the three rebuilt ones say so. */
const nameOf = ({ id, name, documented }: EightQuestion) => `${id} ${name}${documented ? '' : ' (rebuilt)'}`;

const question = {
  label: 'question',
  unit: '',
  help: 'As the source names it; of D6 to D8 it prints no rewards, and they are rebuilt from its means.',
  digits: 0,
  names: eightQuestions.map(nameOf),
} as const;

export interface Rewards {
  readonly before: number;
  readonly after: number;
}

const ratioOf = ({ before, after }: Rewards) => after / before - 1;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return mean([sorted[Math.ceil(half) - 1]!, sorted[Math.floor(half)]!]);
}

/** Improvement of a set of questions, each way. (WAYS) */
export function improvements(rewards: readonly Rewards[]): readonly number[] {
  const before = mean(rewards.map(({ before }) => before));
  const after = mean(rewards.map(({ after }) => after));
  const ratios = rewards.map(ratioOf);
  return [
    ratioOf({ before, after }),
    mean(ratios),
    median(ratios),
    ratios.reduce((best, ratio) => Math.max(best, ratio)),
    ratios.reduce((worst, ratio) => Math.min(worst, ratio)),
  ];
}

export default defineExperiment({
  id: 'eight-answers',
  title:
    'The rewards before and after PPO: the gain in points stays, the gain in per cent depends on the zero.',
  params: {
    constant: {
      kind: 'number',
      label: 'added to every score',
      unit: 'points',
      help: 'A constant that is added to all sixteen scores. No comparison of two answers to one question changes.',
      min: -2,
      max: 20,
      step: 0.1,
      default: 0,
    },
    questions: {
      kind: 'choice',
      label: 'questions',
      help: 'All eight, three of which are rebuilt, or only those whose rewards the source prints.',
      choices: { eight: 'all eight (three rebuilt)', five: 'the five documented' },
      default: 'eight',
    },
  },
  series: {
    answer: {
      title: 'Rewards before and after',
      metrics: {
        who: {
          label: 'answer',
          unit: '',
          help: 'The question, and whose answer.',
          digits: 0,
          names: eightQuestions.flatMap(({ id, name, documented }) => [
            `${id} ${name}, SFT`,
            documented ? `${id} PPO` : `${id} PPO (rebuilt)`,
          ]),
        },
        reward: reward('reward', 'As printed, of 10, plus the constant.'),
        after: { label: 'after', unit: '', help: '1 for the answer after PPO.', digits: 0 },
      },
    },
    question: {
      title: 'Question by question',
      metrics: {
        question,
        before: reward('SFT', 'Reward before PPO.'),
        after: reward('PPO', 'Reward after PPO.'),
        gain: reward('gain', 'After minus before: no constant changes it.'),
        improvement: change('After divided by before, minus 1.'),
        wins: {
          label: 'σ(gain)',
          unit: 'share',
          help: 'How often the answer after PPO would be preferred if the rewards were logits of a Bradley–Terry model.',
          digits: 2,
        },
      },
    },
    summary: {
      title: 'One improvement, five numbers',
      metrics: {
        way: { label: 'computed as', unit: '', help: 'How one number is made.', digits: 0, names: WAYS },
        improvement: change('After divided by before, minus 1.'),
      },
    },
    means: {
      title: 'Means of the questions',
      metrics: {
        before: { ...reward('SFT', 'Mean before PPO.'), digits: 3 },
        after: { ...reward('PPO', 'Mean after PPO.'), digits: 3 },
        gain: reward('gain', 'After minus before.'),
        wins: {
          label: 'mean σ(gain)',
          unit: 'share',
          help: 'Mean over the questions.',
          digits: 2,
        },
      },
    },
    completions: {
      title: 'Every way to complete the five to eight',
      metrics: {
        count: {
          label: 'completions',
          unit: '',
          help: 'With one decimal, the printed means and the printed smallest gain.',
          digits: 0,
        },
        lowest: change('Smallest mean of the ratios among them.'),
        highest: change('Largest mean of the ratios among them.'),
      },
    },
    printed: {
      title: 'Means as printed',
      metrics: {
        document: {
          label: 'document',
          unit: '',
          help: 'Where the means are printed; the constant is not added to them.',
          digits: 0,
          names: printedMeans.map((means) => means.document),
        },
        gain: { ...reward('gain', 'After minus before, from the printed means.'), digits: 2 },
        printed: change('As printed.'),
        recomputed: {
          label: 'recomputed',
          unit: 'share',
          help: 'From the means of the same line.',
          digits: 3,
        },
      },
    },
  },
  views: [
    {
      kind: 'bars',
      id: 'rewards',
      title: 'Reward, SFT and PPO',
      unit: 'points, of 10',
      size: 'wide',
      x: {},
      bars: { series: 'answer', by: 'who', value: 'reward', marked: 'after' },
    },
    {
      kind: 'bars',
      id: 'summary',
      title: 'Improvement, computed in five ways',
      unit: '%',
      size: 'strip',
      x: { percent: true },
      bars: { series: 'summary', by: 'way', value: 'improvement' },
    },
    {
      kind: 'table',
      id: 'questions',
      title: 'Question by question',
      size: 'wide',
      table: { series: 'question', columns: ['question', 'before', 'after', 'gain', 'improvement', 'wins'] },
    },
    {
      kind: 'table',
      id: 'printed',
      title: 'The means that three places print, and their percentages',
      size: 'wide',
      table: { series: 'printed', columns: ['document', 'gain', 'printed', 'recomputed'] },
    },
  ],
  tabs: [
    { label: 'Rewards', views: ['rewards', 'summary'] },
    { label: 'Question by question', views: ['questions', 'printed'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'The rewards are numbers that the source prints; nothing is generated or scored here.',
    'Three of the eight are rebuilt, so that all eight have the means that the source prints.',
  ],
}).runs(function* runEightAnswers({ constant, questions }) {
  const asked = eightQuestions.filter(({ documented }) => documented || questions === 'eight');
  const rewards = asked.map(({ before, after }) => ({
    before: before.reward + constant,
    after: after.reward + constant,
    gain: after.reward - before.reward,
  }));
  for (const [i, { before, after, gain }] of rewards.entries()) {
    yield { series: 'answer', who: 2 * i, reward: before, after: 0 };
    yield { series: 'answer', who: 2 * i + 1, reward: after, after: 1 };
    const improvement = ratioOf(rewards[i]!);
    yield { series: 'question', question: i, before, after, gain, improvement, wins: sigmoid(gain) };
  }
  for (const [way, improvement] of improvements(rewards).entries())
    yield { series: 'summary', way, improvement };
  yield {
    series: 'means',
    before: mean(rewards.map(({ before }) => before)),
    after: mean(rewards.map(({ after }) => after)),
    gain: mean(rewards.map(({ gain }) => gain)),
    wins: mean(rewards.map(({ gain }) => sigmoid(gain))),
  };
  yield { series: 'completions', ...completions() };
  for (const [i, { before, after, percent }] of printedMeans.entries()) {
    const recomputed = ratioOf({ before, after });
    yield { series: 'printed', document: i, gain: after - before, printed: percent / 100, recomputed };
  }
});
