/** What prose quotes of `elo-assistants`, and what exercises ask of it. */
import { last, only, wordsOn } from '../../words.ts';
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

/** Of one rating minus another: the difference and the ends of its interval. */
const difference = (pair: string) =>
  ({
    value: { at: only('lead', 'lead', { pair }) },
    low: { at: only('lead', 'low', { pair }), unit: '' },
    high: { at: only('lead', 'high', { pair }) },
  }) as const;

const [guestOverSft, guestOverPpo, ppoOverSft] = [
  difference('agreeable − SFT'),
  difference('agreeable − PPO'),
  difference('PPO − SFT'),
];

const likeliest = { settings: { answers: 'likeliest' } } as const;

const decided = { settings: { answers: 'likeliest', ties: 'left-out' } } as const;

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
    guest: { says: 'the rating of the agreeable guest', ...ratingOf('agreeable'), between: [1030, 1100] },
    guestAboveSft: {
      says: 'the rating of the agreeable guest minus that of the fine-tuned model',
      measure: lead('guest', 'SFT'),
      unit: 'points',
      between: [55, 95],
    },
    guestAboveSftLow: {
      says: 'the lower end of its interval',
      ...guestOverSft.low,
      between: [25, 75],
    },
    guestAboveSftHigh: {
      says: 'the upper end of its interval',
      ...guestOverSft.high,
      between: [75, 125],
    },
    guestAboveSftLikeliest: {
      says: 'the rating of the guest minus that of the fine-tuned model, likeliest answers',
      ...likeliest,
      ...guestOverSft.value,
      between: [-12, 8],
    },
    guestAboveSftLikeliestLow: {
      says: 'the lower end of its interval',
      ...likeliest,
      ...guestOverSft.low,
      between: [-30, -5],
    },
    guestAboveSftLikeliestHigh: {
      says: 'the upper end of its interval',
      ...likeliest,
      ...guestOverSft.high,
      between: [5, 30],
    },
    guestAbovePpo: {
      says: 'the rating of the agreeable guest minus that of PPO, sampled answers',
      ...guestOverPpo.value,
      between: [-12, 12],
    },
    guestAbovePpoLow: {
      says: 'the lower end of the interval of guest minus PPO, sampled answers',
      ...guestOverPpo.low,
      between: [-40, -10],
    },
    guestAbovePpoHigh: {
      says: 'the upper end',
      ...guestOverPpo.high,
      between: [10, 40],
    },
    guestAbovePpoLikeliest: {
      says: 'the same, likeliest answers',
      ...likeliest,
      ...guestOverPpo.value,
      between: [-18, 0],
    },
    guestAbovePpoLikeliestLow: {
      says: 'the lower end of the interval of guest minus PPO, likeliest answers',
      ...likeliest,
      ...guestOverPpo.low,
      between: [-40, -15],
    },
    guestAbovePpoLikeliestHigh: {
      says: 'the upper end',
      ...likeliest,
      ...guestOverPpo.high,
      between: [1, 20],
    },
    guestAbovePpoDecided: {
      says: 'the rating of the guest minus that of PPO, likeliest answers, ties left out',
      ...decided,
      ...guestOverPpo.value,
      between: [-80, -20],
    },
    guestAbovePpoDecidedLow: {
      says: 'the lower end of its interval',
      ...decided,
      ...guestOverPpo.low,
      between: [-130, -60],
    },
    guestAbovePpoDecidedHigh: {
      says: 'the upper end',
      ...decided,
      ...guestOverPpo.high,
      between: [-30, 10],
    },
    ppoAboveSft: {
      says: 'the rating of PPO minus that of the fine-tuned model, sampled answers',
      ...ppoOverSft.value,
      between: [55, 110],
    },
    ppoAboveSftLow: { says: 'the lower end of its interval', ...ppoOverSft.low, between: [35, 90] },
    ppoAboveSftHigh: { says: 'the upper end', ...ppoOverSft.high, between: [70, 130] },
    ppoAboveSftLikeliest: {
      says: 'the same difference, likeliest answers',
      ...likeliest,
      ...ppoOverSft.value,
      between: [1, 15],
    },
    ppoAboveSftLikeliestLow: {
      says: 'the lower end of its interval',
      ...likeliest,
      ...ppoOverSft.low,
      between: [-10, -0.5],
    },
    ppoAboveSftLikeliestHigh: {
      says: 'the upper end',
      ...likeliest,
      ...ppoOverSft.high,
      between: [10, 25],
    },
    baseLostRight: {
      says: 'of the games that the base model lost, those in which its verdict was right, sampled answers',
      at: only('standing', 'lostRight', { assistant: 'base' }),
      between: [0.2, 0.4],
    },
    baseLostRightLikeliest: {
      says: 'the same, likeliest answers',
      ...likeliest,
      at: only('standing', 'lostRight', { assistant: 'base' }),
      between: [0, 0.06],
    },
    safetyOfSftLikeliest: {
      says: 'safety of the fine-tuned model, likeliest answers',
      ...likeliest,
      at: safetyOf('SFT'),
      between: [0.6, 0.9],
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
    guestEloOnAvoid: {
      says: 'its Elo rating after the last of these games',
      settings: { questions: 'avoid' },
      at: last('game', 'guest'),
      unit: '',
      between: [730, 830],
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
      unless: ({ questions, answers }) =>
        questions === 'all' && answers === 'sampled'
          ? undefined
          : 'all questions have to be played, with sampled answers.',
      hint: 'The judge need not be bought. It is enough that it is tired, and that somebody fixes who stands first.',
      solution: { positionBias: 0.45, placing: 'older-first' },
      because:
        'About 0.4: with these samples 0.4 is just too little, with others it is just enough. In the games of these two alone a quarter would do: SFT takes about two thirds of the points, and 0.66 times 1 − b falls below one half at b = 0.24. The rating takes more, because SFT itself stands first against PPO and the guest, and is given games there.',
      wrong: [
        {
          settings: { positionBias: 0.3, placing: 'older-first' },
          fails: 'high',
          because:
            'At 0.3 base already wins more than half of its games against SFT, but the ratings also count the games that SFT is given against PPO and the guest.',
        },
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
    { label: 'Agreeable guest', settings: {} },
    { label: 'Must be avoided', settings: { questions: 'avoid' } },
    { label: 'Likeliest answers', settings: { answers: 'likeliest' } },
    { settings: { guest: 'expert' } },
    { label: 'Biased judge', settings: { positionBias: 0.5, placing: 'older-first' } },
    { settings: { ties: 'left-out' } },
    { settings: { answers: 'likeliest', ties: 'left-out' } },
    { settings: { guest: 'expert', ties: 'left-out' } },
    { settings: { positionBias: 0.5 } },
    { settings: { positionBias: 0.5, placing: 'newer-first' } },
  ],
});
