/** What prose quotes of `statin-signals`, and what exercises ask of it. */
import { statinEvents, statins } from '../../examples/statinReports.ts';
import type { Measured } from '../../experiment.ts';
import { only, wordsOn } from '../../words.ts';
import experiment, { type series } from './statin-signals.ts';

const pair = (event: string, metric: 'prr' | 'ebgm' | 'eb05' | 'n') => only('pair', metric, { event });
const rule = (name: 'Evans' | 'EMA' | 'ROR' | 'UMC' | 'MHRA' | 'EB05') => only('rule', 'all', { rule: name });
const RHABDOMYOLYSIS = 'Rhabdomyolysis';

const rhabdomyolysis = (rows: Measured<typeof series>) =>
  rows.of('pair').find(({ event }) => statinEvents[event] === RHABDOMYOLYSIS)!.prr;

/** n/E of a pair. */
const plain = (name: string) => (rows: Measured<typeof series>) => {
  const { n, expected } = rows.of('pair').find(({ event }) => statinEvents[event] === name)!;
  return n / expected;
};

export default wordsOn(experiment, {
  findings: {
    pairs: {
      says: 'pairs of a statin and an event',
      measure: () => statins.length * statinEvents.length,
      between: [294, 294],
    },
    empty: { says: 'pairs without a report', at: only('prior', 'empty'), unit: '', between: [83, 83] },
    alpha1: { says: 'α₁', at: only('prior', 'alpha1'), between: [0.515, 0.518] },
    beta1: { says: 'β₁', at: only('prior', 'beta1'), between: [0.0344, 0.0347] },
    alpha2: { says: 'α₂', at: only('prior', 'alpha2'), digits: 2, between: [1.39, 1.41] },
    beta2: { says: 'β₂', at: only('prior', 'beta2'), digits: 2, between: [1.04, 1.06] },
    weight: { says: 'P', at: only('prior', 'weight'), digits: 2, between: [0.595, 0.605] },
    evans: { says: 'pairs that Evans’ rule calls', at: rule('Evans'), unit: '', between: [117, 117] },
    ema: { says: 'pairs that the rule of the EMA calls', at: rule('EMA'), unit: '', between: [127, 127] },
    ror: { says: 'pairs by the lower end of the ROR', at: rule('ROR'), unit: '', between: [131, 131] },
    umc: { says: 'pairs that the rule of the UMC calls', at: rule('UMC'), unit: '', between: [129, 129] },
    mhra: { says: 'pairs by the rule with EBGM and EB05', at: rule('MHRA'), unit: '', between: [101, 101] },
    eb05: { says: 'pairs with an EB05 of 2 or more', at: rule('EB05'), unit: '', between: [105, 105] },
    evansAmong: {
      says: 'pairs that Evans’ rule calls among statins',
      settings: { beside: 'statins' },
      at: rule('Evans'),
      unit: '',
      between: [36, 36],
    },
    mhraAmong: {
      says: 'pairs by EBGM and EB05 among statins',
      settings: { beside: 'statins' },
      at: rule('MHRA'),
      unit: '',
      between: [10, 10],
    },
    atorvastatin: {
      says: 'PRR of atorvastatin and rhabdomyolysis',
      settings: { drug: 'atorvastatin' },
      at: pair(RHABDOMYOLYSIS, 'prr'),
      between: [19.2, 19.3],
    },
    atorvastatinAmong: {
      says: 'the same among statins',
      settings: { drug: 'atorvastatin', beside: 'statins' },
      at: pair(RHABDOMYOLYSIS, 'prr'),
      between: [0.9, 1],
    },
    rosuvastatin: {
      says: 'PRR of rosuvastatin and rhabdomyolysis, the lowest but one',
      settings: { drug: 'rosuvastatin' },
      at: pair(RHABDOMYOLYSIS, 'prr'),
      digits: 1,
      between: [13.7, 13.9],
    },
    rosuvastatinAmong: {
      says: 'the same among statins',
      settings: { drug: 'rosuvastatin', beside: 'statins' },
      at: pair(RHABDOMYOLYSIS, 'prr'),
      between: [0.6, 0.7],
    },
    simvastatin: {
      says: 'PRR of simvastatin and rhabdomyolysis',
      settings: { drug: 'simvastatin' },
      at: pair(RHABDOMYOLYSIS, 'prr'),
      between: [29.4, 29.5],
    },
    necrotising: {
      says: 'PRR of atorvastatin and necrotising myositis',
      settings: { drug: 'atorvastatin' },
      at: pair('Necrotising myositis', 'prr'),
      digits: 0,
      between: [263, 264],
    },
    necrotisingPlain: {
      says: 'n/E of the same',
      settings: { drug: 'atorvastatin' },
      measure: plain('Necrotising myositis'),
      digits: 0,
      between: [145, 146.5],
    },
    ninePlain: {
      says: 'n/E of lovastatin and a myasthenic syndrome',
      measure: plain('Myasthenic syndrome'),
      digits: 0,
      between: [268, 270.5],
    },
    necrotisingShrunk: {
      says: 'EBGM of the same',
      settings: { drug: 'atorvastatin' },
      at: pair('Necrotising myositis', 'ebgm'),
      digits: 0,
      between: [142, 144],
    },
  },
  goals: {
    amongStatins: {
      says: 'a statin whose share of rhabdomyolysis is at least half as large again as that of the other statins',
      label: 'PRR, rhabdomyolysis',
      unit: '',
      digits: 2,
      scale: [0, 3],
      target: [1.5, 60],
      measure: rhabdomyolysis,
      unless: ({ beside }) => (beside === 'statins' ? undefined : 'Statins are to be compared with statins.'),
      hint: 'Change what it is compared with, then go through the statins under “Events”.',
      solution: { drug: 'simvastatin', beside: 'statins' },
      because:
        'Only simvastatin is above 1.5. It is a statement about reports: who takes which dose, with which interacting drugs and in which years is not in the table.',
      wrong: [
        {
          settings: { drug: 'atorvastatin', beside: 'statins' },
          fails: 'low',
          because: 'It has the most reports, and the most users: its share is that of the others.',
        },
        {
          settings: { drug: 'lovastatin', beside: 'statins' },
          fails: 'low',
          because: 'It is above 1, but its interval of 44 reports includes 1.',
        },
        {
          settings: { drug: 'simvastatin' },
          fails: 'unless',
          because: 'Beside all other drugs every statin stands out; that compares the class with the rest.',
        },
      ],
    },
  },
  presets: [
    { label: 'Lovastatin', settings: {} },
    { label: 'Atorvastatin', settings: { drug: 'atorvastatin' } },
    { label: 'Simvastatin among statins', settings: { drug: 'simvastatin', beside: 'statins' } },
  ],
});
