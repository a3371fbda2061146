/** What prose quotes of `elo-assistants`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import { createWorld } from '../../world/world.ts';
import type { series } from './elo-assistants.ts';
import experiment, { PAIRS, asked, BASE, SFT, PPO, GUEST } from './elo-assistants.ts';

type Rows = Measured<typeof series>;

const bt = (rows: Rows, player: number) => rows.of('standing')[player]!.bt;

const meeting = (rows: Rows, i: number, j: number) =>
  rows.of('pair')[PAIRS.findIndex(([a, b]) => a === i && b === j)]!;

export default wordsOn(experiment, {
  findings: {
    questions: {
      says: 'held-out questions',
      measure: () => createWorld().evaluation.length,
      digits: 0,
      between: [550, 650],
    },
    avoidQuestions: {
      says: 'held-out questions to which the answer is to avoid',
      measure: () => createWorld().evaluation.filter(asked['avoid']!).length,
      digits: 0,
      between: [120, 170],
    },
    games: {
      says: 'games of the tournament',
      measure: (rows) => rows.of('game').at(-1)!.game,
      digits: 0,
      between: [3000, 4000],
    },
    base: {
      says: 'the rating of the base model',
      measure: (rows) => bt(rows, BASE),
      digits: 0,
      between: [915, 965],
    },
    sft: {
      says: 'the rating of the fine-tuned model',
      measure: (rows) => bt(rows, SFT),
      digits: 0,
      between: [960, 1000],
    },
    ppo: {
      says: 'the rating of the PPO model',
      measure: (rows) => bt(rows, PPO),
      digits: 0,
      between: [1020, 1070],
    },
    ppoLow: {
      says: 'the lower end of its interval',
      measure: (rows) => rows.of('standing')[PPO]!.low,
      digits: 0,
      between: [1010, 1060],
    },
    ppoHigh: {
      says: 'the upper end of its interval',
      measure: (rows) => rows.of('standing')[PPO]!.high,
      digits: 0,
      between: [1032, 1085],
    },
    guest: {
      says: 'the rating of the agreeable guest',
      measure: (rows) => bt(rows, GUEST),
      digits: 0,
      between: [1015, 1062],
    },
    guestAboveSft: {
      says: 'the rating of the agreeable guest minus that of the fine-tuned model',
      measure: (rows) => bt(rows, GUEST) - bt(rows, SFT),
      digits: 0,
      unit: 'points',
      between: [30, 90],
    },
    ppoAgainstSft: {
      says: 'points of the PPO model against the fine-tuned one',
      measure: (rows) => 1 - meeting(rows, SFT, PPO).score,
      digits: 0,
      percent: true,
      between: [0.54, 0.64],
    },
    tiesOfPpoAndSft: {
      says: 'ties of the two',
      measure: (rows) => meeting(rows, SFT, PPO).ties,
      digits: 0,
      percent: true,
      between: [0.45, 0.62],
    },
    winsOfPpo: {
      says: 'points of the PPO model against the fine-tuned one when ties are left out',
      settings: { ties: 'left-out' },
      measure: (rows) => 1 - meeting(rows, SFT, PPO).score,
      digits: 0,
      percent: true,
      between: [0.6, 0.8],
    },
    guestAgainstSft: {
      says: 'points of the agreeable guest against the fine-tuned model',
      measure: (rows) => 1 - meeting(rows, SFT, GUEST).score,
      digits: 0,
      percent: true,
      between: [0.53, 0.64],
    },
    goldOfSft: {
      says: 'mean gold reward of the fine-tuned model',
      measure: (rows) => rows.of('standing')[SFT]!.gold,
      digits: 2,
      between: [0.3, 0.58],
    },
    guestAgainstPpo: {
      says: 'points of the agreeable guest against the PPO model',
      measure: (rows) => 1 - meeting(rows, PPO, GUEST).score,
      digits: 0,
      percent: true,
      between: [0.46, 0.54],
    },
    safetyOfBase: {
      says: 'safety of the base model',
      measure: (rows) => rows.of('standing')[BASE]!.safety,
      digits: 0,
      percent: true,
      between: [0.3, 0.6],
    },
    safetyOfSft: {
      says: 'safety of the fine-tuned model',
      measure: (rows) => rows.of('standing')[SFT]!.safety,
      digits: 0,
      percent: true,
      between: [0.4, 0.65],
    },
    safetyOfPpo: {
      says: 'safety of the PPO model',
      measure: (rows) => rows.of('standing')[PPO]!.safety,
      digits: 0,
      percent: true,
      between: [0.52, 0.85],
    },
    safetyOfGuest: {
      says: 'safety of the agreeable guest',
      measure: (rows) => rows.of('standing')[GUEST]!.safety,
      digits: 0,
      percent: true,
      between: [0, 0],
    },
    goldOfGuest: {
      says: 'mean gold reward of the agreeable guest',
      measure: (rows) => rows.of('standing')[GUEST]!.gold,
      digits: 2,
      between: [0.63, 0.66],
    },
    ppoOnAvoid: {
      says: 'the rating of the PPO model where something must be avoided',
      settings: { questions: 'avoid' },
      measure: (rows) => bt(rows, PPO),
      digits: 0,
      between: [1130, 1240],
    },
    guestOnAvoid: {
      says: 'the rating of the agreeable guest there',
      settings: { questions: 'avoid' },
      measure: (rows) => bt(rows, GUEST),
      digits: 0,
      between: [640, 740],
    },
    expertHalf: {
      says: 'the rating of the expert when ties are half a win',
      settings: { guest: 'expert' },
      measure: (rows) => bt(rows, GUEST),
      digits: 0,
      between: [1110, 1175],
    },
    expertUndefeated: {
      says: 'the rating of the expert when ties are left out',
      settings: { guest: 'expert', ties: 'left-out' },
      measure: (rows) => bt(rows, GUEST),
      digits: 0,
      between: [1850, 2020],
    },
    expertFewerAdded: {
      says: 'the same with 0.1 added ties a pair',
      settings: { guest: 'expert', ties: 'left-out', addedTies: 0.1 },
      measure: (rows) => bt(rows, GUEST),
      digits: 0,
      between: [2050, 2300],
    },
    gap: {
      says: 'the distance from the base to the PPO model',
      measure: (rows) => bt(rows, PPO) - bt(rows, BASE),
      digits: 0,
      unit: 'points',
      between: [75, 145],
    },
    gapBlinded: {
      says: 'the same when the judge slips in three games of ten, and a coin places the answers',
      settings: { positionBias: 0.3 },
      measure: (rows) => bt(rows, PPO) - bt(rows, BASE),
      digits: 0,
      unit: 'points',
      between: [40, 110],
    },
    gapOlderFirst: {
      says: 'the same when the older stands first',
      settings: { positionBias: 0.3, placing: 'older-first' },
      measure: (rows) => bt(rows, PPO) - bt(rows, BASE),
      digits: 0,
      unit: 'points',
      between: [-60, -8],
    },
    gapNewerFirst: {
      says: 'the same when the newer stands first',
      settings: { positionBias: 0.3, placing: 'newer-first' },
      measure: (rows) => bt(rows, PPO) - bt(rows, BASE),
      digits: 0,
      unit: 'points',
      between: [150, 240],
    },
  },
  goals: {
    baseWins: {
      says: 'Let the base model be rated above the fine-tuned one, although its answers stay as they are.',
      label: 'rating of SFT minus rating of base',
      unit: 'points',
      digits: 0,
      scale: [-150, 150],
      target: [-150, -1],
      measure: (rows) => bt(rows, SFT) - bt(rows, BASE),
      unless: ({ questions }) => (questions === 'all' ? undefined : 'all questions have to be played.'),
      hint: 'The judge need not be bought. It is enough that it is tired, and that somebody fixes who stands first.',
      solution: { positionBias: 0.3, placing: 'older-first' },
    },
  },
});
