/** What prose quotes of `reward-length`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { preferencePairs } from '../../examples/preferencePairs.ts';
import { correlation } from '../../measure/correlation.ts';
import { wordsOf } from '../../text/words.ts';
import experiment, { nitrates } from './reward-length.ts';

const lengthCorrelation = (pairs: readonly { readonly extraWords: number; readonly margin: number }[]) =>
  correlation(
    pairs.map(({ extraWords }) => extraWords),
    pairs.map(({ margin }) => margin),
  );

const counted = (word: string, side: 'chosen' | 'rejected', between: readonly [number, number]) => ({
  says: `${side} answers in which “${word}” stands`,
  measure: () => preferencePairs.filter((pair) => wordsOf(pair[side]).includes(word)).length,
  digits: 0,
  between,
});

export default wordsOn(experiment, {
  findings: {
    countsAccuracy: {
      says: 'held-out accuracy on word counts',
      measure: (rows) => rows.of('set')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.9, 1],
    },
    lengthAccuracy: {
      says: 'held-out accuracy of counting words only',
      measure: (rows) => rows.of('set')[1]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.9, 1],
    },
    sharesAccuracy: {
      says: 'held-out accuracy on word shares',
      measure: (rows) => rows.of('set')[2]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.7, 0.9],
    },
    sharesLow: {
      says: 'lower end of its 95 % interval',
      measure: (rows) => rows.of('set')[2]!.low,
      digits: 0,
      percent: true,
      between: [0.51, 0.7],
    },
    sharesHigh: {
      says: 'upper end of its 95 % interval',
      measure: (rows) => rows.of('set')[2]!.high,
      digits: 0,
      percent: true,
      between: [0.85, 0.98],
    },
    longer: {
      says: 'pairs in which the chosen answer has more words',
      measure: (rows) => rows.of('pair').filter((pair) => pair.extraWords > 0).length,
      digits: 0,
      between: [19, 19],
    },
    correlation: {
      says: 'correlation of a pair’s held-out margin with its extra words',
      measure: (rows) => lengthCorrelation(rows.of('pair')),
      digits: 2,
      between: [0.5, 0.95],
    },
    sharesCorrelation: {
      says: 'the same correlation on word shares',
      settings: { features: 'shares' },
      measure: (rows) => lengthCorrelation(rows.of('pair')),
      digits: 2,
      between: [-0.2, 0.3],
    },
    ifChosen: counted('if', 'chosen', [7, 7]),
    ifRejected: counted('if', 'rejected', [0, 0]),
    theChosen: counted('the', 'chosen', [10, 16]),
    theRejected: counted('the', 'rejected', [2, 6]),
    scoreA: {
      says: 'the score of the expert’s answer',
      measure: (rows) => rows.of('answer')[0]!.score,
      digits: 2,
      between: [1.5, 3],
    },
    scoreB: {
      says: 'the score of the rejected answer',
      measure: (rows) => rows.of('answer')[1]!.score,
      digits: 2,
      between: [0, 1],
    },
    scoreOfNothing: {
      says: 'the score of “the” eleven times',
      settings: { answerB: 'the the the the the the the the the the the' },
      measure: (rows) => rows.of('answer')[1]!.score,
      digits: 2,
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
    },
  },
});
