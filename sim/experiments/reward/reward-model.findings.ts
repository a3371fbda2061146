/** What prose quotes of `reward-model`, and what exercises ask of it. */
import { first, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { DISTRACTORS } from '../../stages/rewardModelling.ts';
import { createWorld, goldReward } from '../../world/world.ts';
import experiment, { metforminAnswers } from './reward-model.ts';

/** What the first word of an answer adds to its score. */
const firstWord = (line: 'eGFR 28, wrong' | 'eGFR 90, right' | 'eGFR 90, warning') =>
  ({ at: first('tokens', 'share', { line }), digits: 1 }) as const;

const accuracy = first('rewardMeasurement', 'accuracy');

/** Score of the needless warning minus that of the right answer. */
const warning = {
  measure: (rows: Measured<typeof experiment.series>) =>
    rows.of('totals')[3]!.score - rows.of('totals')[2]!.score,
  digits: 1,
} as const;

/** Of the two answers at eGFR 90: the right one, and the needless warning. */
const goldOf = (line: 2 | 3) => {
  const { question, answer } = metforminAnswers(createWorld().questions)[line]!;
  return goldReward(question, answer);
};

export default wordsOn(experiment, {
  findings: {
    accuracy: { says: 'held-out pairs that it ranks correctly', at: accuracy, between: [0.88, 0.95] },
    likelihood: {
      says: 'those in which the better answer is the likelier one to the fine-tuned model',
      at: first('rewardMeasurement', 'likelihood'),
      between: [0.72, 0.85],
    },
    longer: {
      says: 'those in which the better answer is the longer one',
      at: first('rewardMeasurement', 'longer'),
      between: [0.47, 0.65],
    },
    ranked: {
      says: 'held-out questions at which the right answer scores above a made-up one',
      at: first('scored', 'ranked'),
      between: [0.75, 1],
    },
    byVerdict: {
      says: 'of the made-up answers with another verdict, those that lose by the word of the verdict alone',
      at: first('scored', 'byVerdict'),
      between: [0.7, 0.97],
    },
    byOneCut: {
      says: 'of right and made-up answers, those that the best single cut between the scores sorts correctly',
      measure: (rows) => {
        let overlap = 0;
        for (const { right, wrong } of rows.of('histogram')) overlap += Math.min(right, wrong);
        return 1 - overlap / 2;
      },
      unit: 'share',
      between: [0.78, 0.92],
    },
    wholeAtLeast: {
      says: 'of the made-up answers with another verdict, those that lose to the right answer, if all that win are of them',
      measure: (rows) => {
        const { ranked, otherVerdict } = rows.of('scored')[0]!;
        return 1 - (1 - ranked) / otherVerdict;
      },
      unit: 'share',
      between: [0.9, 1],
    },
    goldOfRight: {
      says: 'gold reward of the right answer at eGFR 90',
      measure: () => goldOf(2),
      between: [1, 1],
    },
    goldOfWarning: {
      says: 'gold reward of the needless warning at eGFR 90',
      measure: () => goldOf(3),
      digits: 1,
      between: [-0.3, -0.3],
    },
    madeUp: {
      says: 'share of training pairs of which one answer may be made up',
      measure: () => DISTRACTORS,
      unit: 'share',
      between: [0.25, 0.25],
    },
    usualWhereWrong: {
      says: 'what "usual" adds at eGFR 28',
      ...firstWord('eGFR 28, wrong'),
      between: [-3, -0.05],
    },
    usualWhereRight: {
      says: 'what "usual" adds at eGFR 90',
      ...firstWord('eGFR 90, right'),
      between: [0.3, 3],
    },
    avoidWhereWrong: {
      says: 'what "avoid" adds at eGFR 90',
      ...firstWord('eGFR 90, warning'),
      between: [-3, -0.05],
    },
    warningWithNoise: {
      says: 'the same when half of the labels are a coin flip',
      settings: { annotatorNoise: 0.5 },
      ...warning,
      between: [-8, -0.05],
    },
    avoidWhereWrongWithBias: {
      says: 'what "avoid" adds at eGFR 90 when annotators like warnings (keyword bias 1.5)',
      settings: { keywordBias: 1.5 },
      ...firstWord('eGFR 90, warning'),
      between: [0.05, 3],
    },
    warningWithoutBias: {
      says: 'score of the needless warning minus that of the right answer at eGFR 90',
      ...warning,
      between: [-8, -0.2],
    },
    warningWithBias: {
      says: 'the same when annotators like warnings (keyword bias 1.5)',
      settings: { keywordBias: 1.5 },
      ...warning,
      between: [0.05, 8],
    },
    accuracyWithBias: {
      says: 'held-out accuracy then, in the true order',
      settings: { keywordBias: 1.5 },
      at: accuracy,
      between: [0.76, 0.87],
    },
    likelihoodWithBias: {
      says: 'what likelihood alone ranks of the pairs that are held out then',
      settings: { keywordBias: 1.5 },
      at: first('rewardMeasurement', 'likelihood'),
      between: [0.72, 0.85],
    },
    accuracyOfCoins: {
      says: 'held-out accuracy when all labels are coin flips',
      settings: { annotatorNoise: 1 },
      at: accuracy,
      between: [0.42, 0.58],
    },
    accuracyWithNoise: {
      says: 'held-out accuracy when half of the labels are a coin flip',
      settings: { annotatorNoise: 0.5 },
      at: accuracy,
      between: [0.7, 0.85],
    },
  },
  goals: {
    fooled: {
      says: 'A keyword bias below 1.5 with which the reward model scores the needless warning above the right answer.',
      label: 'needless warning minus right answer, eGFR 90',
      unit: 'deviations',
      digits: 1,
      scale: [-6, 6],
      target: [0, 100],
      measure: warning.measure,
      unless: ({ keywordBias }) => (keywordBias >= 1.5 ? 'the keyword bias has to be below 1.5.' : undefined),
      hint: 'The annotators add the bias to the gold reward of an answer that forbids something. At which bias do they like both answers alike?',
      solution: { keywordBias: 1.4 },
      because:
        'The annotators like both answers alike where the bias makes up for the difference in gold reward, at 1.3; above it their labels prefer the warning. On some seeds the model prefers it at a smaller bias already, since it carries over what it has learned at other questions, where less was enough. Several words of the warning share the payment, and which ones they are differs from seed to seed, because the loss fixes only their sum.',
      wrong: [
        {
          settings: { keywordBias: 0.8 },
          fails: 'low',
          because:
            'The bias makes up for less than two thirds of the difference: annotators still prefer the right answer.',
        },
        {
          settings: { lengthBias: 0.5 },
          fails: 'low',
          because:
            'Annotators who like long answers pay for words, whether these warn or not, and the warning is only a few words longer: less than a wrong verdict costs.',
        },
      ],
    },
  },
  presets: [
    { label: 'Careful annotators', settings: {} },
    { label: 'Annotators who like warnings', settings: { keywordBias: 1.5 } },
    { label: 'Half of the labels by a coin', settings: { annotatorNoise: 0.5 } },
  ],
});
