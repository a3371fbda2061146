/** What prose quotes of `eight-answers`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './eight-answers.ts';

const way = (name: 'ratio of the means' | 'mean of the ratios' | 'median of the ratios') =>
  only('summary', 'improvement', { way: name });

export default wordsOn(experiment, {
  findings: {
    before: { says: 'mean of the eight before', at: only('means', 'before'), between: [3.27, 3.28] },
    after: { says: 'mean of the eight after', at: only('means', 'after'), between: [5.27, 5.28] },
    gain: { says: 'mean gain of the eight', at: only('means', 'gain'), between: [1.95, 2.05] },
    wins: { says: 'mean σ(gain)', at: only('means', 'wins'), between: [0.86, 0.88] },
    ratioOfMeans: { says: 'ratio of the means', at: way('ratio of the means'), between: [0.605, 0.615] },
    meanOfRatios: { says: 'mean of the ratios', at: way('mean of the ratios'), between: [0.66, 0.67] },
    medianOfRatios: { says: 'median of the ratios', at: way('median of the ratios'), between: [0.55, 0.57] },
    ratioOfFive: {
      says: 'ratio of the means of the five that are printed',
      settings: { questions: 'five' },
      at: way('ratio of the means'),
      between: [0.69, 0.71],
    },
    meanOfFive: {
      says: 'mean of the ratios of the five that are printed',
      settings: { questions: 'five' },
      at: way('mean of the ratios'),
      between: [0.76, 0.78],
    },
    completions: {
      says: 'ways to complete the five to eight',
      at: only('completions', 'count'),
      between: [100, 200],
    },
    lowestMean: {
      says: 'smallest mean of the ratios of any completion',
      at: only('completions', 'lowest'),
      between: [0.65, 0.67],
    },
    highestMean: {
      says: 'largest mean of the ratios of any completion',
      at: only('completions', 'highest'),
      between: [0.68, 0.69],
    },
    plusFive: {
      says: 'ratio of the means with 5 added to every score',
      settings: { constant: 5 },
      at: way('ratio of the means'),
      between: [0.23, 0.25],
    },
    bestPlusFive: {
      says: 'improvement of the metformin question with 5 added',
      settings: { constant: 5 },
      at: only('question', 'improvement', { question: 'D3 metformin, cirrhosis' }),
      between: [0.43, 0.44],
    },
    gainPlusFive: {
      says: 'mean gain with 5 added to every score',
      settings: { constant: 5 },
      at: only('means', 'gain'),
      between: [1.95, 2.05],
    },
    guide: {
      says: 'what 3.3 and 5.25 give',
      at: only('printed', 'recomputed', { document: 'Guide to Program 2: 3.3, 5.25' }),
      digits: 1,
      between: [0.58, 0.6],
    },
    readme: {
      says: 'what 3.27 and 5.28 give',
      at: only('printed', 'recomputed', { document: 'README and summary: 3.27, 5.28' }),
      digits: 1,
      between: [0.61, 0.62],
    },
  },
  goals: {
    doubled: {
      says: 'The ratio of the means reads between +118 % and +122 %',
      at: way('ratio of the means'),
      label: 'improvement',
      unit: '',
      digits: 0,
      percent: true,
      scale: [0, 2],
      target: [1.18, 1.22],
      unless: ({ questions }) => (questions === 'five' ? 'Ask all eight questions.' : undefined),
      hint: 'Which way must the zero of the scale move, so that the same gain is a larger part of what was there?',
      solution: { constant: -1.6 },
      because:
        'The gain is 2.0 points, whatever is added. 2.0 is 120 % of 1.67, so 1.6 have to be taken from a mean of 3.275. All eight answers are the same, and so is every comparison between two of them.',
      wrong: [
        {
          settings: { constant: 1.6 },
          fails: 'low',
          because: 'Adding makes every answer look better, and the same two points a smaller part of it.',
        },
        {
          settings: { constant: -2 },
          fails: 'high',
          because: 'Two points on a mean of 1.275 are more than 150 %.',
        },
        {
          settings: { constant: -1.3, questions: 'five' },
          fails: 'unless',
          because: 'Leaving questions out changes the percentage too, but by changing the data.',
        },
      ],
    },
  },
});
