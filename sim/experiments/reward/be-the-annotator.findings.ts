/** What prose quotes of `be-the-annotator`, and what exercises ask of it. */
import { first, only, wordsOn } from '../../words.ts';
import experiment, { names, pairs, THOUSAND } from './be-the-annotator.ts';

type Who =
  'before any label' | 'your labels' | '1,000 of your kind' | 'the expert’s labels' | '1,000 of the expert’s';

const accuracy = (who: Who) => only('accuracy', 'accuracy', { who });

const warning = (who: Who) => only('accuracy', 'warning', { who });

export default wordsOn(experiment, {
  findings: {
    kappaOfCautious: {
      says: 'κ of the cautious annotator with the expert',
      at: first('agreement', 'kappa'),
      between: [-0.2, 0.1],
    },
    agreedOfCautious: {
      says: 'pairs on which she agrees with the expert',
      at: first('agreement', 'agreed'),
      unit: '',
      as: 'count',
      between: [5, 5],
    },
    likelihood: {
      says: 'held-out pairs in which the better answer is the likelier one',
      at: first('baselines', 'likelihood'),
      between: [0.76, 0.87],
    },
    accuracyBefore: {
      says: 'held-out accuracy before any label',
      at: accuracy('before any label'),
      between: [0.5, 0.5],
    },
    warningOfCautious: {
      says: 'score of the needless warning minus that of the right answer after her ten labels',
      at: warning('your labels'),
      between: [1, 15],
    },
    warningApart: {
      says: 'how far it lies higher after a thousand labels of her kind than after a thousand by the expert',
      measure: (rows) => {
        const score = (who: number) => rows.of('accuracy').find((row) => row.who === who)!.warning;
        return score(THOUSAND.yours) - score(THOUSAND.experts);
      },
      digits: 1,
      unit: 'logits',
      between: [2, 20],
    },
    accuracyOfCautious: {
      says: 'held-out accuracy after her ten labels',
      at: accuracy('your labels'),
      between: [0.42, 0.65],
    },
    accuracyOfThousand: {
      says: 'held-out accuracy after a thousand labels of her kind',
      at: accuracy('1,000 of your kind'),
      between: [0.6, 0.75],
    },
    accuracyOfExpert: {
      says: 'held-out accuracy after ten labels by the expert',
      at: accuracy('the expert’s labels'),
      between: [0.42, 0.65],
    },
    accuracyOfExperts: {
      says: 'held-out accuracy after a thousand labels by the expert',
      at: accuracy('1,000 of the expert’s'),
      between: [0.78, 0.9],
    },
  },
  goals: {
    agree: {
      says: 'a κ of at least 0.8 with the expert, on at least eight pairs',
      label: 'κ',
      unit: '',
      digits: 2,
      scale: [-1, 1],
      target: [0.8, 1],
      measure: (rows) => {
        const { labelled, kappa } = rows.of('agreement')[0]!;
        return labelled >= 8 ? kappa : -1;
      },
      hint: 'After a run the tab “Differences” names the pairs on which you differ, and who says so.',
      solution: Object.fromEntries(pairs.map(({ expert }, i) => [names[i]!, expert])),
      because:
        'The labels are the expert’s, so all ten agree, and κ is 1. With only ten pairs, one that differs already costs much of it.',
      wrong: [
        {
          settings: Object.fromEntries(names.map((name) => [name, 'first'])),
          fails: 'low',
          because:
            'Always the first answer: about half of the labels agree by chance, and κ takes chance away.',
        },
        {
          settings: Object.fromEntries(pairs.map(({ expert }, i) => [names[i]!, i < 6 ? expert : 'none'])),
          fails: 'low',
          because: 'Six pairs, all labelled as the expert does, are too few to tell.',
        },
      ],
    },
  },
});
