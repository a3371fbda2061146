/** What prose quotes of `disproportionality`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './disproportionality.ts';

/** An invented drug and SJS/TEN. */
const drugX = { a: 24, b: 1976, c: 120, d: 197_880 } as const;
/** Pravastatin and an abnormal electromyogram; lovastatin and a myasthenic syndrome; atorvastatin and chronic kidney disease. */
const two = { a: 2, b: 22_484, c: 134, d: 63_953_990 } as const;
const nine = { a: 9, b: 3221, c: 653, d: 63_972_727 } as const;
const kidney = { a: 152, b: 197_238, c: 339_430, d: 63_439_790 } as const;
/** Drug X again, in a database into which another drug’s reports of the event have come. */
const masked = { ...drugX, c: 600 } as const;

const prr = only('measure', 'ratio', { measure: 'PRR' });
const prrLower = only('measure', 'lower', { measure: 'PRR' });
const prrUpper = only('measure', 'upper', { measure: 'PRR' });
const ebgm = only('measure', 'ratio', { measure: 'EBGM' });
const eb05 = only('measure', 'lower', { measure: 'EBGM' });
const ic025 = only('table', 'lower');
const yates = only('table', 'yates');
const signals = only('table', 'signals');

export default wordsOn(experiment, {
  findings: {
    prr: { says: 'PRR of rifabutin and uveitis', at: prr, digits: 0, between: [585.9, 586.1] },
    prrLower: { says: 'its lower end', at: prrLower, digits: 0, between: [494, 494.5] },
    prrUpper: { says: 'its upper end', at: prrUpper, digits: 0, between: [694.5, 695] },
    ror: {
      says: 'ROR of the same counts',
      at: only('measure', 'ratio', { measure: 'ROR' }),
      digits: 0,
      between: [2299, 2299.4],
    },
    expected: {
      says: 'reports expected',
      at: only('table', 'expected'),
      unit: '',
      between: [0.0737, 0.0738],
    },
    chi: { says: 'χ² without correction', at: only('table', 'chi'), between: [22739.4, 22739.6] },
    yates: { says: 'χ² with the correction of Yates', at: yates, between: [22187.2, 22187.4] },
    ic: {
      says: 'IC',
      at: only('measure', 'bits', { measure: 'IC' }),
      unit: 'bits',
      between: [6.17, 6.18],
    },
    ic025: { says: 'its exact lower end', at: ic025, unit: '', between: [5.7, 5.702] },
    ebgm: { says: 'EBGM', at: ebgm, digits: 0, between: [378, 379.5] },
    eb05: { says: 'EB05', at: eb05, digits: 0, between: [290, 292] },
    ebgmStart: {
      says: 'EBGM with the prior that is not fitted',
      settings: { prior: 'start' },
      at: ebgm,
      digits: 0,
      between: [200, 260],
    },
    signals: { says: 'rules that call it a signal', at: signals, as: 'count', unit: '', between: [6, 6] },
    xExpected: {
      says: 'reports expected of drug X and SJS/TEN',
      settings: drugX,
      at: only('table', 'expected'),
      unit: '',
      digits: 2,
      between: [1.44, 1.44],
    },
    xPrr: { says: 'PRR of drug X', settings: drugX, at: prr, digits: 1, between: [19.79, 19.81] },
    xYates: { says: 'χ² of drug X', settings: drugX, at: yates, digits: 0, between: [341, 342] },
    twoPrr: { says: 'PRR of two reports', settings: two, at: prr, digits: 1, between: [42.4, 42.5] },
    twoIc025: { says: 'their IC025', settings: two, at: ic025, unit: '', between: [-0.4, -0.39] },
    twoEbgm: { says: 'their EBGM', settings: two, at: ebgm, digits: 1, between: [23, 24] },
    twoSignals: {
      says: 'rules they meet',
      settings: two,
      at: signals,
      as: 'count',
      unit: '',
      between: [1, 1],
    },
    ninePrr: { says: 'PRR of nine reports', settings: nine, at: prr, digits: 0, between: [272, 274] },
    nineEbgm: { says: 'their EBGM', settings: nine, at: ebgm, digits: 0, between: [132, 134] },
    nineSignals: {
      says: 'rules they meet',
      settings: nine,
      at: signals,
      as: 'count',
      unit: '',
      between: [6, 6],
    },
    kidneyPrr: { says: 'PRR of 152 reports', settings: kidney, at: prr, between: [0.14, 0.15] },
    maskedPrr: { says: 'PRR of drug X, masked', settings: masked, at: prr, digits: 1, between: [3.9, 4.05] },
  },
  goals: {
    masked: {
      says: 'drug X with its 24 and 1,976 reports untouched, and a PRR below 2',
      label: 'PRR',
      unit: '',
      digits: 2,
      scale: [0, 20],
      target: [0, 1.995],
      at: prr,
      unless: ({ a, b, d }) =>
        a !== 24 || b !== 1976
          ? 'The reports of drug X are to stay 24 and 1,976.'
          : d < 190_000
            ? 'Only reports of the event are to come in: leave d as it is.'
            : undefined,
      hint: 'Which cell holds the reports of the same event with other drugs?',
      solution: { ...drugX, c: 1250 },
      because:
        'With about 1,200 reports or more in c the event is no longer rare elsewhere, and 1.2 % of the drug’s reports is less than twice the share among the others. Not one patient of drug X is better off for it.',
      wrong: [
        {
          settings: masked,
          fails: 'high',
          because: 'Five times as many reports elsewhere divide the PRR by five: it is still 4.',
        },
        {
          settings: { a: 2, b: 1976, c: 120, d: 197_880 },
          fails: 'unless',
          because: 'Fewer reports of the pair would be a change of the drug, not of its surroundings.',
        },
      ],
    },
    allRules: {
      says: 'all six rules met, with as few reports of the pair as that takes',
      label: 'rules met',
      unit: 'of six',
      digits: 0,
      scale: [0, 6],
      target: [6, 6],
      at: signals,
      unless: ({ a, b, c, d }) =>
        b !== two.b || c !== two.c || d !== two.d
          ? 'Leave the other three cells as they are in “Two reports”.'
          : a > 5
            ? 'Fewer are enough.'
            : undefined,
      hint: 'With 0.05 to 0.1 reports expected the ratios are large at once. Which rule asks for the most reports?',
      solution: { ...two, a: 5 },
      because:
        'Five. From three reports on, chance is ruled out by every measure here, IC025 included; only the rule of the EMA goes on waiting, as it asks for five whatever the ratio is.',
      wrong: [
        {
          settings: { ...two, a: 3 },
          fails: 'low',
          because: 'Three are enough for Evans, the UMC and the MHRA, but not for the EMA.',
        },
        {
          settings: { ...two, a: 4 },
          fails: 'low',
          because: 'The rule of the EMA asks for five reports, not for a larger ratio.',
        },
        {
          settings: { ...two, a: 9 },
          fails: 'unless',
          because: 'It meets all six, with more reports than that takes.',
        },
      ],
    },
  },
  presets: [
    { label: 'Rifabutin, uveitis', settings: {} },
    { label: 'Drug X, SJS/TEN (invented)', settings: drugX },
    { label: 'Two reports', settings: two },
    { label: 'Nine reports', settings: nine },
  ],
});
