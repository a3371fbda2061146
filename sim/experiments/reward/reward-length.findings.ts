/** What prose quotes of `reward-length`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { preferencePairs } from '../../examples/preferencePairs.ts';
import { correlation } from '../../measure/correlation.ts';
import { wordsOf } from '../../text/words.ts';
import experiment, { nitrates } from './reward-length.ts';

/** Of a pair's margin with its extra words. */
const lengthCorrelation = {
  measure: (rows: Measured<typeof experiment.series>) =>
    correlation(
      rows.of('pair').map(({ extraWords }) => extraWords),
      rows.of('pair').map(({ margin }) => margin),
    ),
  digits: 2,
} as const;

const occurrences = (word: string, side: 'chosen' | 'rejected', between: readonly [number, number]) =>
  ({
    says: `${side} answers in which “${word}” stands`,
    measure: () => preferencePairs.filter((pair) => wordsOf(pair[side]).includes(word)).length,
    between,
  }) as const;

const accuracyOn = (set: 'word counts' | 'length only' | 'word shares') => only('set', 'accuracy', { set });

const scoreOf = (answer: 'answer A' | 'answer B') =>
  ({ at: only('answer', 'score', { answer }), unit: '' }) as const;

export default wordsOn(experiment, {
  findings: {
    countsAccuracy: {
      says: 'held-out accuracy on word counts',
      at: accuracyOn('word counts'),
      between: [0.9, 1],
    },
    lengthAccuracy: {
      says: 'held-out accuracy of counting words only',
      at: accuracyOn('length only'),
      between: [0.9, 1],
    },
    sharesAccuracy: {
      says: 'held-out accuracy on word shares',
      at: accuracyOn('word shares'),
      between: [0.7, 0.9],
    },
    sharesLow: {
      says: 'lower end of its 95 % interval',
      at: only('set', 'low', { set: 'word shares' }),
      between: [0.51, 0.7],
    },
    sharesHigh: {
      says: 'upper end of its 95 % interval',
      at: only('set', 'high', { set: 'word shares' }),
      between: [0.85, 0.98],
    },
    longer: {
      says: 'pairs in which the chosen answer has more words',
      measure: (rows) => rows.of('pair').filter((pair) => pair.extraWords > 0).length,
      between: [19, 19],
    },
    correlation: {
      says: 'correlation of a pair’s held-out margin with its extra words',
      ...lengthCorrelation,
      between: [0.5, 0.95],
    },
    sharesCorrelation: {
      says: 'the same correlation on word shares',
      settings: { features: 'shares' },
      ...lengthCorrelation,
      between: [-0.2, 0.3],
    },
    ifChosen: { ...occurrences('if', 'chosen', [7, 7]), as: 'before a noun' },
    ifRejected: { ...occurrences('if', 'rejected', [0, 0]), as: 'before a noun' },
    theChosen: occurrences('the', 'chosen', [10, 16]),
    theRejected: occurrences('the', 'rejected', [2, 6]),
    scoreA: { says: 'the score of the expert’s answer', ...scoreOf('answer A'), between: [1.5, 3] },
    scoreB: { says: 'the score of the rejected answer', ...scoreOf('answer B'), between: [0, 1] },
    scoreOfNothing: {
      says: 'the score of “the” eleven times',
      settings: { answerB: 'the the the the the the the the the the the' },
      ...scoreOf('answer B'),
      between: [3, 7],
    },
  },
  goals: {
    nonsense: {
      says: 'Make answer B win, using only the words that stand in it now.',
      label: 'score of B minus score of A',
      unit: 'logits',
      digits: 2,
      scale: [-3, 3],
      target: [0.01, 3],
      measure: (rows) => rows.of('answer')[1]!.score - rows.of('answer')[0]!.score,
      unless: ({ answerA, answerB }) => {
        if (answerA !== nitrates.chosen) return 'answer A has to stay as it is.';
        const allowed = new Set(wordsOf(nitrates.rejected));
        const other = wordsOf(answerB).find((word) => !allowed.has(word));
        return other === undefined ? undefined : `“${other}” does not stand in the rejected answer.`;
      },
      hint: 'What does this model count, besides which words there are?',
      solution: { answerB: Array.from({ length: 7 }, () => nitrates.rejected).join(' ') },
      because:
        'The model adds up a weight for each word, and most of its weights are above 0: the longer answer wins. Seven times the same dangerous sentence is enough.',
      wrong: [
        {
          settings: { answerB: `${nitrates.rejected} ${nitrates.rejected}` },
          fails: 'low',
          because: 'Twice is not enough: the expert’s answer is still longer.',
        },
        {
          settings: { answerB: nitrates.chosen },
          fails: 'unless',
          because: 'With the expert’s words it is the expert’s answer.',
        },
        {
          settings: {
            features: 'shares',
            answerB: Array.from({ length: 7 }, () => nitrates.rejected).join(' '),
          },
          fails: 'low',
          because:
            'Shares of words are the same after one repetition or seven: this model cannot see length.',
        },
      ],
    },
  },
  presets: [
    { label: 'Nitrates and sildenafil', settings: {} },
    { label: '“the”, eleven times', settings: { answerB: 'the the the the the the the the the the the' } },
    { label: 'Shares of words', settings: { features: 'shares' } },
  ],
});
