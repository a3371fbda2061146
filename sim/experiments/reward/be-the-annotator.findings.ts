/** What prose quotes of `be-the-annotator`, and what exercises ask of it. */
import { first, only, wordsOn } from '../../words.ts';
import experiment, { MANY, names, pairs, YOU } from './be-the-annotator.ts';

type Who =
  | 'no label'
  | 'ten labels: yours'
  | 'ten labels: the cautious annotator’s'
  | 'ten labels: the expert’s'
  | 'many labels of the cautious kind'
  | 'many labels by the expert';

const accuracy = (who: Who) => only('accuracy', 'accuracy', { who });

const warning = (who: Who) => only('accuracy', 'warning', { who });

const hers = { who: 'the cautious annotator' } as const;

export default wordsOn(experiment, {
  findings: {
    kappaOfCautious: {
      says: 'κ of the cautious annotator with the expert',
      at: only('agreement', 'kappa', hers),
      between: [0, 0],
    },
    agreedOfCautious: {
      says: 'pairs on which she agrees with the expert',
      at: only('agreement', 'agreed', hers),
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
      at: accuracy('no label'),
      between: [0.5, 0.5],
    },
    warningOfCautious: {
      says: 'score of the needless warning minus that of the right answer after her ten labels',
      at: warning('ten labels: the cautious annotator’s'),
      between: [1, 15],
    },
    warningOfTenByExpert: {
      says: 'the same after ten labels by the expert',
      at: warning('ten labels: the expert’s'),
      digits: 1,
      between: [-2.5, 0.5],
    },
    warningApart: {
      says: 'how far it lies higher after a thousand labels of her kind than after a thousand by the expert',
      measure: (rows) => {
        const score = (who: number) => rows.of('accuracy').find((row) => row.who === who)!.warning;
        return score(MANY.cautious) - score(MANY.experts);
      },
      digits: 1,
      unit: 'logits',
      between: [2, 20],
    },
    accuracyOfCautious: {
      says: 'held-out accuracy after her ten labels',
      at: accuracy('ten labels: the cautious annotator’s'),
      between: [0.42, 0.65],
    },
    accuracyOfThousand: {
      says: 'held-out accuracy after a thousand labels of her kind',
      at: accuracy('many labels of the cautious kind'),
      between: [0.6, 0.75],
    },
    accuracyOfExpert: {
      says: 'held-out accuracy after ten labels by the expert',
      at: accuracy('ten labels: the expert’s'),
      between: [0.42, 0.65],
    },
    accuracyOfExperts: {
      says: 'held-out accuracy after a thousand labels by the expert',
      at: accuracy('many labels by the expert'),
      between: [0.78, 0.9],
    },
  },
  goals: {
    agree: {
      says: 'a κ of at least 0.8 with the expert, on all ten pairs',
      label: 'κ',
      unit: '',
      digits: 2,
      scale: [-1, 1],
      target: [0.8, 1],
      measure: (rows) => {
        const yours = rows.of('agreement').find(({ who }) => who === YOU);
        return yours?.kappa ?? -1; // not all ten are decided
      },
      hint: 'Label all ten and run: the tab “Where you differ” names the pairs on which you differ, and who says so.',
      solution: Object.fromEntries(pairs.map(({ expert }, i) => [names[i]!, expert])),
      because:
        'The labels are the expert’s, so all ten agree, and κ is 1; one label that differs brings it to 0.8. Where you differ, read the authority first: if it decides the case, your label should change. If it leaves room, or you know a newer one, the expert’s should: here the expert is a rubric, and a rubric can be wrong like any author.',
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
          because:
            'Six pairs are labelled as the expert does; four are not decided, and the figure waits for them.',
        },
      ],
    },
  },
  presets: [
    { label: 'Blank cards', settings: {} },
    {
      label: 'Labels of the cautious annotator',
      settings: Object.fromEntries(pairs.map(({ cautious }, i) => [names[i]!, cautious])),
    },
  ],
});
