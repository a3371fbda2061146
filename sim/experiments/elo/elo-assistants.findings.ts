/** What prose quotes of `elo-assistants`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import { createWorld } from '../../world/world.ts';
import experiment, { asked, BASE, GUEST, PPO, SFT } from './elo-assistants.ts';

type Rows = Measured<typeof experiment.series>;

const players = { base: BASE, SFT, PPO, guest: GUEST } as const;
type Player = keyof typeof players;

const ratingOf = (assistant: string) => ({ at: only('standing', 'bt', { assistant }), unit: '' }) as const;

const safetyOf = (assistant: string) => only('standing', 'safety', { assistant });

/** How far one player is rated above another. */
const lead = (of: Player, above: Player) => (rows: Rows) =>
  rows.of('standing')[players[of]]!.bt - rows.of('standing')[players[above]]!.bt;

/** Points of the second in a pair. */
const pointsOfSecond = (pair: string) =>
  ({
    measure: (rows: Rows) => 1 - rows.of('pair').find((row) => row.pair === pair)!.score,
    unit: 'share',
  }) as const;

const gap = { measure: lead('PPO', 'base'), unit: 'points' } as const;

export default wordsOn(experiment, {
  findings: {
    questions: {
      says: 'held-out questions',
      measure: () => createWorld().evaluation.length,
      between: [550, 650],
    },
    avoidQuestions: {
      says: 'held-out questions to which the answer is to avoid',
      measure: () => createWorld().evaluation.filter(asked['avoid']!).length,
      between: [120, 170],
    },
    base: { says: 'the rating of the base model', ...ratingOf('base'), between: [840, 920] },
    sft: { says: 'the rating of the fine-tuned model', ...ratingOf('SFT'), between: [970, 1030] },
    ppo: { says: 'the rating of the PPO model', ...ratingOf('PPO'), between: [1030, 1100] },
    ppoLow: {
      says: 'the lower end of its interval',
      at: only('standing', 'low', { assistant: 'PPO' }),
      unit: '',
      between: [1020, 1090],
    },
    ppoHigh: {
      says: 'the upper end of its interval',
      at: only('standing', 'high', { assistant: 'PPO' }),
      unit: '',
      between: [1040, 1115],
    },
    guest: { says: 'the rating of the agreeable guest', ...ratingOf('agreeable'), between: [1030, 1100] },
    guestAboveSft: {
      says: 'the rating of the agreeable guest minus that of the fine-tuned model',
      measure: lead('guest', 'SFT'),
      unit: 'points',
      between: [55, 95],
    },
    ppoAgainstSft: {
      says: 'points of the PPO model against the fine-tuned one',
      ...pointsOfSecond('SFT against PPO'),
      between: [0.54, 0.64],
    },
    tiesOfPpoAndSft: {
      says: 'ties of the two',
      at: only('pair', 'ties', { pair: 'SFT against PPO' }),
      between: [0.45, 0.62],
    },
    winsOfPpo: {
      says: 'points of the PPO model against the fine-tuned one when ties are left out',
      settings: { ties: 'left-out' },
      ...pointsOfSecond('SFT against PPO'),
      between: [0.6, 0.8],
    },
    guestAgainstSft: {
      says: 'points of the agreeable guest against the fine-tuned model',
      ...pointsOfSecond('SFT against agreeable'),
      between: [0.53, 0.64],
    },
    goldOfSft: {
      says: 'mean gold reward of the fine-tuned model',
      at: only('standing', 'gold', { assistant: 'SFT' }),
      between: [0.3, 0.58],
    },
    guestAgainstPpo: {
      says: 'points of the agreeable guest against the PPO model',
      ...pointsOfSecond('PPO against agreeable'),
      between: [0.46, 0.54],
    },
    safetyOfSft: { says: 'safety of the fine-tuned model', at: safetyOf('SFT'), between: [0.4, 0.65] },
    safetyOfPpo: { says: 'safety of the PPO model', at: safetyOf('PPO'), between: [0.52, 0.85] },
    safetyOfGuest: {
      says: 'safety of the agreeable guest',
      at: safetyOf('agreeable'),
      as: 'count',
      between: [0, 0],
    },
    goldOfGuest: {
      says: 'mean gold reward of the agreeable guest',
      at: only('standing', 'gold', { assistant: 'agreeable' }),
      between: [0.65, 0.7],
    },
    ppoOnAvoid: {
      says: 'the rating of the PPO model where something must be avoided',
      settings: { questions: 'avoid' },
      ...ratingOf('PPO'),
      between: [1130, 1240],
    },
    guestOnAvoid: {
      says: 'the rating of the agreeable guest there',
      settings: { questions: 'avoid' },
      ...ratingOf('agreeable'),
      between: [660, 810],
    },
    expertHalf: {
      says: 'the rating of the expert when ties are half a win',
      settings: { guest: 'expert' },
      ...ratingOf('expert'),
      between: [1110, 1175],
    },
    expertUndefeated: {
      says: 'the rating of the expert when ties are left out',
      settings: { guest: 'expert', ties: 'left-out' },
      ...ratingOf('expert'),
      between: [1850, 2020],
    },
    expertFewerAdded: {
      says: 'the same with 0.1 added ties per pair',
      settings: { guest: 'expert', ties: 'left-out', addedTies: 0.1 },
      ...ratingOf('expert'),
      between: [2050, 2300],
    },
    gap: { says: 'the distance from the base to the PPO model', ...gap, between: [140, 230] },
    gapBlinded: {
      says: 'the same when the judge takes what stands first in half of the games, and a coin places the answers',
      settings: { positionBias: 0.5 },
      ...gap,
      between: [60, 130],
    },
    gapOlderFirst: {
      says: 'the same when the older stands first',
      settings: { positionBias: 0.5, placing: 'older-first' },
      ...gap,
      between: [-140, -40],
    },
    gapNewerFirst: {
      says: 'the same when the newer stands first',
      settings: { positionBias: 0.5, placing: 'newer-first' },
      ...gap,
      between: [260, 440],
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
      measure: lead('SFT', 'base'),
      unless: ({ questions }) => (questions === 'all' ? undefined : 'all questions have to be played.'),
      hint: 'The judge need not be bought. It is enough that it is tired, and that somebody fixes who stands first.',
      solution: { positionBias: 0.5, placing: 'older-first' },
      because:
        'In half of the games the judge takes what stands first, and if the older assistant always stands first, all these games go to base. In the other half SFT is better too seldom to win them back.',
      wrong: [
        {
          settings: { positionBias: 0.5 },
          fails: 'high',
          because:
            'If a coin decides who stands first, the bias helps both alike: the ratings move closer, and keep their order.',
        },
        {
          settings: { positionBias: 0.5, placing: 'newer-first' },
          fails: 'high',
          because: 'The newer one is SFT: the bias works for it, and widens its lead.',
        },
      ],
    },
  },
  presets: [
    { label: 'With an agreeable guest', settings: {} },
    { label: 'Only what must be avoided', settings: { questions: 'avoid' } },
    { label: 'With the expert', settings: { guest: 'expert' } },
    { label: 'Biased judge, older first', settings: { positionBias: 0.5, placing: 'older-first' } },
    { settings: { ties: 'left-out' } },
    { settings: { guest: 'expert', ties: 'left-out' } },
    { settings: { positionBias: 0.5 } },
    { settings: { positionBias: 0.5, placing: 'newer-first' } },
  ],
});
