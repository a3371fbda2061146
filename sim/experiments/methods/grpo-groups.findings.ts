/** What prose quotes of `grpo-groups`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './grpo-groups.ts';

const silent = (
  group:
    | 'verdict right or wrong, G = 4'
    | 'verdict right or wrong, G = 8'
    | 'verdict right or wrong, G = 16'
    | 'rubric, G = 4'
    | 'reward model, G = 4',
) => only('silent', 'silent', { group });
const push = (answer: number) => only('group', 'push', { answer });

export default wordsOn(experiment, {
  findings: {
    advantage: {
      says: 'advantage of a right answer in a group of two right and two wrong ones',
      at: only('group', 'advantage', { answer: 1 }),
      between: [0.86, 0.87],
    },
    shortRight: { says: 'push on each token of the short right answer', at: push(1), between: [0.17, 0.18] },
    longRight: { says: 'push on each token of the long right answer', at: push(2), between: [0.05, 0.06] },
    shortWrong: {
      says: 'push on each token of the short wrong answer',
      at: push(3),
      between: [-0.18, -0.17],
    },
    longWrong: { says: 'push on each token of the long wrong answer', at: push(4), between: [-0.06, -0.05] },
    longWrongUndivided: {
      says: 'the same if nothing is divided by the length',
      settings: { byLength: 'off' },
      at: push(4),
      between: [-0.87, -0.86],
    },
    oneOfSixteen: {
      says: 'mean |advantage| of a group with one right answer of 16 under GRPO, over that of one with 8',
      measure: (rows) => {
        const of = (right: number) => rows.of('difficulty').find((row) => row.right === right)!.withSpread;
        return of(1 / 16) / of(1 / 2);
      },
      digits: 2,
      between: [0.48, 0.49],
    },
    oneOfSixteenUndivided: {
      says: 'the same under Dr. GRPO',
      measure: (rows) => {
        const of = (right: number) => rows.of('difficulty').find((row) => row.right === right)!.without;
        return of(1 / 16) / of(1 / 2);
      },
      digits: 2,
      between: [0.23, 0.24],
    },
    silentOfFour: {
      says: 'groups of 4 without a gradient, paid for the verdict alone',
      at: silent('verdict right or wrong, G = 4'),
      between: [0.25, 0.6],
    },
    silentOfEight: {
      says: 'groups of 8 without a gradient, paid for the verdict alone',
      at: silent('verdict right or wrong, G = 8'),
      between: [0.08, 0.3],
    },
    silentOfSixteen: {
      says: 'groups of 16 without a gradient, paid for the verdict alone',
      at: silent('verdict right or wrong, G = 16'),
      between: [0, 0.15],
    },
    silentByRubric: {
      says: 'groups of 4 without a gradient, paid by the rubric',
      at: silent('rubric, G = 4'),
      between: [0.12, 0.5],
    },
    silentByModel: {
      says: 'groups of 4 without a gradient, paid by the reward model',
      at: silent('reward model, G = 4'),
      between: [0.12, 0.5],
    },
  },
  goals: {
    rare: {
      says: 'a group in which an answer has an advantage of at least 2.5',
      label: 'largest advantage',
      unit: '',
      digits: 2,
      scale: [0, 4],
      target: [2.5, 4],
      unless: ({ bySpread }) =>
        bySpread === 'on' ? undefined : 'Advantages are not divided by the deviation.',
      measure: (rows) => rows.of('group').reduce((most, { advantage }) => Math.max(most, advantage), 0),
      hint: 'What happens to the advantages if all rewards are multiplied by 100?',
      solution: { rewards: '1, 0, 0, 0, 0, 0, 0, 0, 0, 0' },
      because:
        'One right answer among G has the advantage (G − 1)/√G. With four answers that is 1.5, with nine 2.67: a success is worth the more, the rarer it is. The size of the reward divides out.',
      wrong: [
        {
          settings: { rewards: '1, 0, 0, 0' },
          fails: 'low',
          because: 'One of four gives 1.5: the group is too small for anything rarer.',
        },
        {
          settings: { rewards: '100, 0, 0, 0' },
          fails: 'low',
          because:
            'A hundred times the reward has a hundred times the deviation: the advantage is 1.5 again.',
        },
        {
          settings: { rewards: '1, 1, 1, 1, 1, 0, 0, 0, 0, 0' },
          fails: 'low',
          because: 'Ten answers, but half of them are right: each is one deviation or less from the mean.',
        },
      ],
    },
  },
});
