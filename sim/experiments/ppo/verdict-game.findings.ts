/** What prose quotes of `verdict-game`, and what exercises ask of it. */
import type { RowsOf } from '../../experiment.ts';
import { last, only, wordsOn } from '../../words.ts';
import experiment from './verdict-game.ts';

const training = 'training prompts';
const heldOut = 'held-out prompts';
const model = { judge: 'model' } as const;
const modelAlone = { judge: 'model', beta: 0.05 } as const;

type Curve = RowsOf<typeof experiment.series, 'heldOutOptimum'>;
const peak = (curve: Curve) => curve.reduce((best, each) => (each.gold > best.gold ? each : best));
type Compared = RowsOf<typeof experiment.series, 'compared'>;
/** J of a policy on a board: reference, optimum, transformer are 0, 1, 2. */
const objective = (rows: Compared, policy: number, board: number) =>
  rows.find((row) => row.policy === policy && row.board === board)!.objective;
/** Of the gain in J that is possible on a board, what the transformer has. */
const gained = (rows: Compared, board: number) =>
  (objective(rows, 2, board) - objective(rows, 0, board)) /
  (objective(rows, 1, board) - objective(rows, 0, board));

export default wordsOn(experiment, {
  findings: {
    start: {
      says: 'gold reward of the reference on training prompts',
      at: only('compared', 'reward', { policy: 'reference', board: training }),
      between: [0.58, 0.72],
    },
    heldOutStart: {
      says: 'gold reward of the reference on held-out prompts',
      at: only('compared', 'reward', { policy: 'reference', board: heldOut }),
      between: [0.51, 0.525],
    },
    optimum: {
      says: 'reward of the optimum on training prompts',
      at: only('compared', 'reward', { policy: 'optimum', board: training }),
      between: [0.96, 1],
    },
    transformer: {
      says: 'reward of the transformer on training prompts',
      at: only('compared', 'reward', { policy: 'transformer', board: training }),
      between: [0.96, 1],
    },
    distance: {
      says: 'KL from the transformer to the optimum on training prompts',
      at: only('compared', 'distance', { policy: 'transformer', board: training }),
      between: [0, 0.03],
    },
    gained: {
      says: 'share of the possible gain in J on training prompts',
      measure: (rows) => gained(rows.of('compared'), 0),
      unit: 'share',
      between: [0.95, 1],
    },
    heldOutGained: {
      says: 'share of the possible gain in J on held-out prompts; below 0 where J fell',
      measure: (rows) => gained(rows.of('compared'), 1),
      unit: 'share',
      between: [-0.3, 0.3],
    },
    heldOutGainedFew: {
      says: 'the same with 32 training prompts',
      settings: { prompts: 32 },
      measure: (rows) => gained(rows.of('compared'), 1),
      unit: 'share',
      between: [-2, -0.1],
    },
    heldOutGainedMany: {
      says: 'the same with 1,024 training prompts',
      settings: { prompts: 1024 },
      measure: (rows) => gained(rows.of('compared'), 1),
      unit: 'share',
      between: [0.2, 0.6],
    },
    heldOut: {
      says: 'reward of the transformer on held-out prompts',
      at: only('compared', 'reward', { policy: 'transformer', board: heldOut }),
      between: [0.6, 0.74],
    },
    heldOutKl: {
      says: 'KL of the transformer on held-out prompts',
      at: only('compared', 'kl', { policy: 'transformer', board: heldOut }),
      between: [0.4, 0.65],
    },
    heldOutOptimum: {
      says: 'reward of the optimum on held-out prompts',
      at: only('compared', 'reward', { policy: 'optimum', board: heldOut }),
      between: [0.96, 0.98],
    },
    rightBefore: {
      says: 'probability of the right verdict on held-out prompts, before',
      at: only('compared', 'right', { policy: 'reference', board: heldOut }),
      between: [0.6, 0.63],
    },
    rightAfter: {
      says: 'probability of the right verdict on held-out prompts, after',
      at: only('compared', 'right', { policy: 'transformer', board: heldOut }),
      between: [0.68, 0.8],
    },
    bestOfFour: {
      says: 'reward of best-of-4 on training prompts',
      at: only('compared', 'reward', { policy: 'best of 4', board: training }),
      between: [0.9, 0.97],
    },
    bestOfFourKl: {
      says: 'KL of best-of-4 on training prompts',
      at: only('bestOf', 'kl', { samples: 4 }),
      between: [0.18, 0.32],
    },
    bestOfFourBound: {
      says: 'the bound for n = 4',
      at: only('bestOf', 'bound', { samples: 4 }),
      between: [0.636, 0.637],
    },
    bestOfSixteenKl: {
      says: 'KL of best-of-16 on training prompts',
      at: only('bestOf', 'kl', { samples: 16 }),
      between: [0.3, 0.5],
    },
    bestOfSixteenBound: {
      says: 'the bound for n = 16',
      at: only('bestOf', 'bound', { samples: 16 }),
      between: [1.835, 1.836],
    },
    modelPeak: {
      says: 'largest gold reward on the curve of optima for the reward model, held-out prompts',
      settings: model,
      measure: (rows) => peak(rows.of('heldOutOptimum')).gold,
      digits: 2,
      between: [0.7, 0.75],
    },
    modelPeakKl: {
      says: 'KL at which that curve is highest',
      settings: model,
      measure: (rows) => peak(rows.of('heldOutOptimum')).kl,
      digits: 2,
      unit: 'nats',
      between: [0.25, 0.5],
    },
    modelEnd: {
      says: 'gold reward of the optimum for the reward model at β = 0.02, held-out prompts',
      settings: model,
      at: only('heldOutOptimum', 'gold', { beta: 0.02 }),
      digits: 2,
      between: [0.58, 0.63],
    },
    modelEndKl: {
      says: 'KL of the optimum for the reward model at β = 0.02, held-out prompts',
      settings: model,
      at: only('heldOutOptimum', 'kl', { beta: 0.02 }),
      digits: 2,
      between: [1, 1.3],
    },
    modelTransformer: {
      says: 'gold reward of the transformer, held-out prompts, reward model as judge, β = 0.3',
      settings: model,
      at: last('heldOut', 'gold'),
      digits: 2,
      between: [0.58, 0.68],
    },
    modelAlone: {
      says: 'gold reward of the transformer, held-out prompts, reward model as judge, β = 0.05',
      settings: modelAlone,
      at: last('heldOut', 'gold'),
      digits: 2,
      between: [0.43, 0.55],
    },
    modelAloneReward: {
      says: 'reward of the transformer, held-out prompts, reward model as judge, β = 0.05',
      settings: modelAlone,
      at: last('heldOut', 'reward'),
      digits: 2,
      between: [0.2, 0.45],
    },
    modelBestOf: {
      says: 'gold reward of best-of-4 by the reward model, held-out prompts',
      settings: model,
      at: only('compared', 'gold', { policy: 'best of 4', board: heldOut }),
      digits: 2,
      between: [0.69, 0.74],
    },
  },
  goals: {
    heldOutKl: {
      says: 'With the reward model as judge and 80 steps, let the transformer end between 0.2 and 0.3 nats from the reference on held-out prompts.',
      label: 'KL, held-out',
      unit: 'nats',
      digits: 2,
      scale: [0, 0.8],
      target: [0.2, 0.3],
      at: last('heldOut', 'kl'),
      unless: ({ judge, steps }) => {
        if (judge === 'gold') return 'the judge is the gold rubric';
        return steps === 80 ? undefined : 'it has not 80 steps';
      },
      hint: 'A nat that costs more is bought less often. Compare gold, too, with that at the β from which you came.',
      solution: { judge: 'model', beta: 0.7 },
      because:
        'Near 0.7 the transformer spends about half of what it spends at 0.3, and its gold reward is nearly the same: the second half of the nats buys score, and hardly any gold. The curve of optima is flat near its peak.',
      wrong: [
        {
          settings: { judge: 'model', beta: 0.3 },
          fails: 'high',
          because: 'At the default β the transformer goes further than that, for hardly more gold.',
        },
        {
          settings: { judge: 'model', beta: 2 },
          fails: 'low',
          because:
            'A large β keeps the policy near the reference, with its mistakes: less of the possible gain is taken.',
        },
      ],
    },
  },
  presets: [
    { label: 'Gold rubric', settings: {} },
    { label: 'Reward model', settings: model },
    { label: 'Reward model, hardly a penalty', settings: modelAlone },
    { settings: { prompts: 32 } },
    { settings: { prompts: 1024 } },
  ],
});
