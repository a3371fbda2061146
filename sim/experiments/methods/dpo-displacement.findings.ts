/** What prose quotes of `dpo-displacement`, and what exercises ask of it. */
import { first, last, only, wordsOn } from '../../words.ts';
import experiment from './dpo-displacement.ts';

const ipo = { loss: 'ipo' } as const;

export default wordsOn(experiment, {
  findings: {
    chosenEarly: {
      says: 'change of the log-probability of the chosen answers after 20 updates of DPO',
      at: only('pairs', 'chosen', { step: 20 }),
      digits: 1,
      between: [0.05, 2],
    },
    chosen: {
      says: 'the same at the end',
      at: last('pairs', 'chosen'),
      digits: 1,
      between: [-9, -0.5],
    },
    rejected: {
      says: 'change of the log-probability of the rejected answers at the end',
      at: last('pairs', 'rejected'),
      digits: 0,
      between: [-80, -20],
    },
    margin: {
      says: 'margin at the end of DPO',
      at: last('pairs', 'margin'),
      digits: 0,
      between: [20, 80],
    },
    fallen: {
      says: 'pairs whose chosen answer is less likely at the end of DPO than before',
      at: last('pairs', 'fallen'),
      between: [0.5, 0.95],
    },
    restBefore: {
      says: 'probability of answers that stand in no pair, before training',
      at: first('pairs', 'massRest'),
      between: [0.25, 0.55],
    },
    restAfter: {
      says: 'the same at the end of DPO',
      at: last('pairs', 'massRest'),
      between: [0.56, 0.9],
    },
    rejectedBefore: {
      says: 'probability of the rejected answers before training',
      at: first('pairs', 'massRejected'),
      between: [0.01, 0.2],
    },
    goldBefore: {
      says: 'gold reward of sampled answers to held-out questions before training',
      at: only('measurement', 'gold', { model: 'before' }),
      between: [0.35, 0.6],
    },
    goldAfter: {
      says: 'the same at the end of DPO',
      at: only('measurement', 'gold', { model: 'after' }),
      between: [-0.3, 0.3],
    },
    formatAfter: {
      says: 'answers of the right form at the end of DPO',
      at: only('measurement', 'format', { model: 'after' }),
      between: [0, 0.6],
    },
    ipoMargin: {
      says: 'margin at the end of IPO with β = 0.1',
      settings: ipo,
      at: last('pairs', 'margin'),
      digits: 1,
      between: [4.9, 5.1],
    },
    ipoGold: {
      says: 'gold reward of sampled answers to held-out questions at the end of IPO',
      settings: ipo,
      at: only('measurement', 'gold', { model: 'after' }),
      between: [0.3, 0.55],
    },
  },
  goals: {
    stops: {
      says: 'IPO with a mean margin that ends between 1.8 and 2.2 nats',
      label: 'margin at the end',
      unit: 'nats',
      digits: 2,
      scale: [0, 10],
      target: [1.8, 2.2],
      unless: ({ loss }) => (loss === 'ipo' ? undefined : 'The loss of this run is DPO.'),
      at: last('pairs', 'margin'),
      hint: 'At which margin is the loss of IPO 0?',
      solution: { loss: 'ipo', beta: 0.25 },
      because:
        'IPO’s loss is 0 where the margin is 1/(2β), and rises on both sides. With β = 0.25 this is at 2 nats; the mean margin ends there.',
      wrong: [
        {
          settings: { loss: 'dpo', beta: 0.25 },
          fails: 'unless',
          because: 'DPO has no target. Its slope falls as the margin grows and never changes its sign.',
        },
        {
          settings: { loss: 'ipo', beta: 0.5 },
          fails: 'low',
          because: 'The target is 1/(2β), not 1/β: with β = 0.5 the margin stops at 1.',
        },
        {
          settings: { loss: 'ipo', beta: 0.1 },
          fails: 'high',
          because: 'A smaller β asks for a larger margin: 5 nats here.',
        },
      ],
    },
  },
  presets: [
    { label: 'DPO', settings: {} },
    { label: 'IPO', settings: ipo },
  ],
});
