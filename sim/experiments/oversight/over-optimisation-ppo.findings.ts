/** What prose quotes of `over-optimisation-ppo`. */
import { first, last, wordsOn } from '../../words.ts';
import experiment from './over-optimisation-ppo.ts';

const held = { beta: 0.3 };
const biased = { beta: 0.3, keywordBias: 1.5 };

export default wordsOn(experiment, {
  findings: {
    start: { says: 'gold reward before PPO', at: last('summary', 'start'), between: [0.38, 0.5] },
    best: { says: 'highest gold reward on the way', at: last('summary', 'best'), between: [0.44, 0.6] },
    early: {
      says: 'gold reward where the KL first passes 0.5 nats',
      at: last('summary', 'early'),
      between: [0.38, 0.58],
    },
    end: { says: 'gold reward at the end, no penalty', at: last('summary', 'end'), between: [-0.8, 0.2] },
    proxyEnd: {
      says: 'score at the end, no penalty',
      at: last('summary', 'proxyEnd'),
      digits: 1,
      between: [0, 4],
    },
    klEnd: { says: 'KL at the end, no penalty', at: last('summary', 'klEnd'), digits: 0, between: [8, 90] },
    lengthStart: { says: 'length before PPO', at: first('curve', 'length'), between: [6, 6.8] },
    lengthEnd: { says: 'length at the end, no penalty', at: last('summary', 'lengthEnd'), between: [11, 15] },
    formEnd: {
      says: 'answers of the right form at the end, no penalty',
      at: last('summary', 'formEnd'),
      between: [0, 0.35],
    },
    heldEnd: {
      says: 'gold reward at the end, β = 0.3',
      settings: held,
      at: last('summary', 'end'),
      between: [0.38, 0.6],
    },
    heldKl: {
      says: 'KL at the end, β = 0.3',
      settings: held,
      at: last('summary', 'klEnd'),
      between: [0.2, 1],
    },
    biasedEnd: {
      says: 'gold reward at the end, β = 0.3, biased annotators',
      settings: biased,
      at: last('summary', 'end'),
      between: [0.1, 0.39],
    },
    biasedKl: {
      says: 'KL at the end, β = 0.3, biased annotators',
      settings: biased,
      at: last('summary', 'klEnd'),
      between: [0.7, 2.5],
    },
    biasedForm: {
      says: 'answers of the right form at the end, β = 0.3, biased annotators',
      settings: biased,
      at: last('summary', 'formEnd'),
      between: [0.85, 1],
    },
    avoidsStart: {
      says: 'samples in which something is forbidden, before PPO',
      at: first('curve', 'avoids'),
      between: [0.15, 0.29],
    },
    biasedAvoids: {
      says: 'the same at the end, β = 0.3, biased annotators',
      settings: biased,
      at: last('curve', 'avoids'),
      between: [0.45, 0.95],
    },
  },
  presets: [
    { label: 'No penalty', settings: {} },
    { label: 'β = 0.3', settings: held },
    { label: 'β = 0.3, annotators who like warnings', settings: biased },
  ],
});
