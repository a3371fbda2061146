/** What prose quotes of `judge-habits`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './judge-habits.ts';

type Player = 'base' | 'SFT, padded' | 'PPO' | 'best of 16';
type Reading = 'asAsked' | 'swapped' | 'bothOrders' | 'controlled' | 'gold' | 'flips';

const of = (player: Player, reading: Reading) => only('player', reading, { player });

const NO_HABITS = { lengthSlope: 0, position: 0 } as const;

export default wordsOn(experiment, {
  findings: {
    baseAsAsked: {
      says: 'win rate of the base model that stands first',
      at: of('base', 'asAsked'),
      between: [0.53, 0.68],
    },
    baseBoth: { says: 'the same in both orders', at: of('base', 'bothOrders'), between: [0.37, 0.49] },
    baseGold: { says: 'the same by gold', at: of('base', 'gold'), between: [0.24, 0.4] },
    paddedAsAsked: {
      says: 'win rate of the padded copy that stands first',
      at: of('SFT, padded', 'asAsked'),
      between: [0.8, 0.93],
    },
    paddedBoth: {
      says: 'the same in both orders',
      at: of('SFT, padded', 'bothOrders'),
      between: [0.55, 0.63],
    },
    paddedControlled: {
      says: 'the same, length-controlled',
      at: of('SFT, padded', 'controlled'),
      between: [0.46, 0.59],
    },
    paddedGold: { says: 'the same by gold', at: of('SFT, padded', 'gold'), between: [0, 0.03] },
    paddedPlain: {
      says: 'win rate of the padded copy before a judge without habits',
      settings: NO_HABITS,
      at: of('SFT, padded', 'bothOrders'),
      between: [0.13, 0.23],
    },
    paddedPlainControlled: {
      says: 'the same, length-controlled',
      settings: NO_HABITS,
      at: of('SFT, padded', 'controlled'),
      between: [0.25, 0.56],
    },
    ppoBoth: { says: 'win rate of PPO in both orders', at: of('PPO', 'bothOrders'), between: [0.58, 0.67] },
    ppoGold: { says: 'the same by gold', at: of('PPO', 'gold'), between: [0.55, 0.65] },
    ppoFlips: {
      says: 'questions on which the order decides, PPO against SFT',
      at: of('PPO', 'flips'),
      between: [0.52, 0.74],
    },
    asAskedPairs: {
      says: 'pairs of models in gold’s order, as asked',
      at: only('ranking', 'pairs', { reading: 'as asked' }),
      unit: '',
      as: 'count',
      between: [5, 8],
    },
    bothPairs: {
      says: 'the same, both orders',
      at: only('ranking', 'pairs', { reading: 'both orders' }),
      unit: '',
      as: 'count',
      between: [7, 9],
    },
    controlledPairs: {
      says: 'the same, length-controlled',
      at: only('ranking', 'pairs', { reading: 'both, length-controlled' }),
      unit: '',
      as: 'count',
      between: [7, 9],
    },
    baseUnderBase: {
      says: 'win rate of base when the judge adds its likelihood under base',
      at: only('self', 'base', { judge: 'likelihood under base' }),
      between: [0.26, 0.37],
    },
    baseUnderNothing: {
      says: 'win rate of base when the judge adds nothing',
      at: only('self', 'base', { judge: 'nothing' }),
      between: [0.37, 0.49],
    },
    ppoUnderPpo: {
      says: 'win rate of PPO when the judge adds its likelihood under PPO',
      at: only('self', 'ppo', { judge: 'likelihood under PPO' }),
      between: [0.6, 0.69],
    },
    ppoUnderNothing: {
      says: 'win rate of PPO when the judge adds nothing',
      at: only('self', 'ppo', { judge: 'nothing' }),
      between: [0.58, 0.67],
    },
  },
  goals: {
    padding: {
      says: 'habits and a padding with which the padded copy wins at least five points more often than PPO, in both orders',
      label: 'padded copy minus PPO, both orders',
      unit: 'points',
      digits: 0,
      percent: true,
      scale: [-0.7, 0.5],
      target: [0.05, 1],
      measure: (rows) => {
        const [, padded, ppo] = rows.of('player');
        return padded!.bothOrders - ppo!.bothOrders;
      },
      hint: 'Swapping takes out what depends on the place. What is left in both orders?',
      solution: { lengthSlope: 0.3, padding: 6 },
      because:
        'A liking for length does not depend on the place, so both orders show it in full: 0.3 deviations for each of six empty words are more than PPO gains by better answers.',
      wrong: [
        {
          settings: { lengthSlope: 0, position: 2 },
          fails: 'low',
          because:
            'The strongest liking for what stands first helps both sides equally once the order is swapped.',
        },
        {
          settings: { lengthSlope: 0.3, padding: 0 },
          fails: 'low',
          because: 'Without padding the copy is the fine-tuned model itself, and ties with it.',
        },
      ],
    },
  },
  presets: [
    { label: 'Two habits', settings: {} },
    { label: 'No habits', settings: NO_HABITS },
  ],
});
