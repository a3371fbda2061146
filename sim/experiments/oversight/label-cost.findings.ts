/** What prose quotes of `label-cost`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './label-cost.ts';

const exactly = (value: number) => [value, value] as const;

export default wordsOn(experiment, {
  findings: {
    hours: {
      says: 'hours of experts for 50,000 pairs',
      at: only('bill', 'hours', { way: 'as set' }),
      between: exactly(2500),
    },
    cost: {
      says: 'their cost',
      at: only('bill', 'cost', { way: 'as set' }),
      unit: '',
      between: exactly(250000),
    },
    perPair: {
      says: 'cost of one expert’s label',
      at: only('bill', 'perPair', { way: 'experts, one vote per pair' }),
      digits: 0,
      unit: '',
      between: exactly(5),
    },
    crowdPerPair: {
      says: 'cost of one label by the crowd',
      at: only('bill', 'perPair', { way: 'the crowd, one vote per pair' }),
      unit: '',
      between: [0.999, 1.001],
    },
    hybridPerPair: {
      says: 'mean cost of a label, four of five by the crowd',
      at: only('bill', 'perPair', { way: '80 % crowd, 20 % experts, one vote' }),
      unit: '',
      between: [1.799, 1.801],
    },
    consensusHours: {
      says: 'hours for three votes on every pair',
      at: only('bill', 'hours', { way: 'experts, two of three' }),
      between: exactly(7500),
    },
    consensusCost: {
      says: 'cost of three votes on every pair',
      at: only('bill', 'cost', { way: 'experts, two of three' }),
      unit: '',
      between: exactly(750000),
    },
    hybridCost: {
      says: 'cost of 50,000 labels, four of five by the crowd',
      at: only('bill', 'cost', { way: '80 % crowd, 20 % experts, one vote' }),
      unit: '',
      between: [89999, 90001],
    },
    afterClaim: {
      says: 'cost of the pairs that are left when 60 % are left out',
      at: only('saved', 'cost'),
      unit: '',
      between: exactly(100000),
    },
    savedByClaim: {
      says: 'what that saves',
      at: only('saved', 'saved'),
      unit: '',
      between: exactly(150000),
    },
  },
  goals: {
    consensus: {
      says: 'three votes on each of 50,000 pairs, for no more than the one vote of an expert costs now',
      label: 'cost',
      unit: '$',
      digits: 0,
      scale: [0, 800000],
      target: [0, 250000],
      at: only('bill', 'cost', { way: 'as set' }),
      unless: ({ pairs, votes, minutes, expertPrice, crowdPrice }) =>
        pairs < 50000 || votes < 3
          ? 'It is to be three votes on 50,000 pairs.'
          : minutes < 30 || expertPrice < 100 || crowdPrice < 20
            ? 'Neither prices nor the time for ten pairs are yours to change.'
            : undefined,
      hint: 'A mixed vote costs (1 − s) · 100 + s · 20 dollars an hour.',
      solution: { votes: 3, crowd: 0.85 },
      because:
        'The vote has to become three times cheaper: 100 − 80 s ≤ 33.3, so at least 83 % by the crowd. One of three votes by an expert is not possible at this price.',
      wrong: [
        {
          settings: { votes: 3, crowd: 0.65 },
          fails: 'high',
          because:
            'About two votes of three by the crowd still cost more than $350,000: the third one is dear.',
        },
        {
          settings: { votes: 3, leftOut: 0.7 },
          fails: 'high',
          because: 'To leave pairs out changes what is bought, not what 50,000 pairs cost.',
        },
        {
          settings: { votes: 1 },
          fails: 'unless',
          because: 'One vote is no majority.',
        },
      ],
    },
  },
  presets: [
    { label: 'The source', settings: {} },
    { label: 'Two of three', settings: { votes: 3 } },
    { label: '80/20', settings: { crowd: 0.8 } },
  ],
});
