/** What prose quotes of `eight-questions`. */
import { only, wordsOn } from '../../words.ts';
import experiment from './eight-questions.ts';

const likeliest = { answers: 'likeliest' } as const;
const LITHIUM = 'D7 lithium, thiazide';

export default wordsOn(experiment, {
  findings: {
    sampledBefore: {
      says: 'gold reward of sampled answers before PPO',
      at: only('all', 'gold', { model: 'SFT' }),
      between: [0.35, 0.6],
    },
    sampledAfter: {
      says: 'gold reward of sampled answers after PPO',
      at: only('all', 'gold', { model: 'PPO' }),
      between: [0.82, 0.95],
    },
    rightBefore: {
      says: 'sampled answers with the right verdict before PPO',
      at: only('all', 'right', { model: 'SFT' }),
      between: [0.5, 0.72],
    },
    rightAfter: {
      says: 'sampled answers with the right verdict after PPO',
      at: only('all', 'right', { model: 'PPO' }),
      between: [0.86, 0.98],
    },
    likeliestRightBefore: {
      says: 'likeliest answers with the right verdict before PPO',
      settings: likeliest,
      at: only('all', 'right', { model: 'SFT' }),
      between: [0.8, 0.86],
    },
    likeliestSame: {
      says: 'questions whose likeliest answer, to the first phrasing, is the same before and after',
      settings: likeliest,
      measure: (rows) => rows.of('answer').filter(({ before, after }) => before === after).length,
      as: 'count',
      between: [5, 5],
    },
    improved: {
      says: 'questions whose sampled gold reward is higher after PPO',
      measure: (rows) => rows.of('question').filter(({ goldBefore, gold }) => gold > goldBefore).length,
      as: 'count',
      between: [6, 6],
    },
    lithiumScoreBefore: {
      says: 'mean score of the lithium question before PPO',
      at: only('question', 'scoreBefore', { question: LITHIUM }),
      unit: '',
      between: [-1.6, -0.4],
    },
    lithiumScore: {
      says: 'mean score of the lithium question after PPO',
      at: only('question', 'score', { question: LITHIUM }),
      unit: '',
      between: [1.2, 1.9],
    },
  },
});
