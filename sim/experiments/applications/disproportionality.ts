/** One 2 × 2 table of reports: four measures with their intervals, χ², and which rules call it a signal. */
import { defineExperiment } from '../../experiment.ts';
import { exp, log } from '../../float.ts';
import {
  chiSquared,
  proportionalReportingRatio,
  reportingOddsRatio,
  type Ratio,
} from '../../measure/disproportionality.ts';
import { geometricMean, mixtureQuantile, posteriorOf } from '../../measure/gammaPoisson.ts';
import { START } from '../../measure/gammaPoissonFit.ts';
import {
  icLowerApproximately,
  icQuantile,
  informationComponent,
} from '../../measure/informationComponent.ts';
import { expectedOf } from '../../measure/reportCounts.ts';
import { signalRules } from '../../measure/signalRules.ts';
import { cellOf, statinPrior } from './statinPrior.ts';

const LN2 = 0.6931471805599453;
const log2 = (x: number) => log(x) / LN2;

const powerOf2 = (x: number) => exp(x * LN2);

const MEASURES = ['PRR', 'ROR', 'IC', 'EBGM'] as const;

const ratio = (label: string, help: string) => ({ label, unit: '', help, digits: 2 }) as const;
const bits = (label: string, help: string) => ({ label, unit: 'bits', help, digits: 2 }) as const;

export const series = {
  measure: {
    title: 'Four measures',
    metrics: {
      measure: {
        label: 'measure',
        unit: '',
        help: 'IC stands for the ratio (n + ½)/(E + ½), of which it is the log₂; EBGM is the geometric mean of what is believed of the ratio.',
        digits: 0,
        names: MEASURES,
      },
      ratio: ratio('ratio', 'How many times as many reports as expected, by this measure.'),
      lower: ratio('lower end', 'Of the 95 % interval; of EBGM the 5 % quantile, EB05.'),
      upper: ratio('upper end', 'Of the 95 % interval; of EBGM the 95 % quantile, EB95.'),
      bits: bits('log₂ ratio', 'The ratio in doublings: 1 is twice, −1 half.'),
      lowerBits: bits('log₂ lower', 'Lower end in doublings; that of IC is IC025.'),
      upperBits: bits('log₂ upper', 'Upper end in doublings.'),
    },
  },
  rule: {
    title: 'Rules in use',
    metrics: {
      rule: {
        label: 'rule',
        unit: '',
        help: 'Who uses it, or what it looks at.',
        digits: 0,
        names: signalRules.map(({ name }) => name),
      },
      asks: { label: 'asks for', unit: '', help: 'What has to hold, all of it.', digits: 0, text: true },
      met: {
        label: 'signal',
        unit: '',
        help: 'Whether these counts meet it.',
        digits: 0,
        names: ['no', 'yes'],
      },
    },
  },
  table: {
    title: 'Numbers of the table',
    metrics: {
      expected: { label: 'expected E', unit: 'reports', help: '(a + b)(a + c)/N.', digits: 4 },
      yates: { label: 'χ² (Yates)', unit: '', help: 'With N/2 taken from |ad − bc|.', digits: 1 },
      chi: { label: 'χ² (plain)', unit: '', help: 'Without the correction.', digits: 1 },
      lower: bits('IC025', 'Exact: from the 2.5 % quantile of a gamma distribution.'),
      approximate: bits('IC025, approximate', 'IC − 3.3 (n + ½)^−½ − 2 (n + ½)^−3⁄2.'),
      share: {
        label: 'a/(a + b)',
        unit: 'share',
        help: 'Of the drug’s reports, those of the event.',
        digits: 4,
      },
      signals: { label: 'rules met', unit: '', help: `Of ${signalRules.length}.`, digits: 0 },
    },
  },
} as const;

const reports = (label: string, help: string, symbol: string, max: number, start: number) =>
  ({
    kind: 'number',
    symbol,
    label,
    unit: 'reports',
    help,
    min: symbol === 'c' || symbol === 'd' ? 1 : 0,
    max,
    step: 1,
    default: start,
  }) as const;

export default defineExperiment({
  id: 'disproportionality',
  title: 'How many times as many reports as expected: four measures of one table, each with its interval.',
  params: {
    a: reports('drug, event', 'Reports that name the drug and the event.', 'a', 100_000, 41),
    b: reports('drug, other events', 'Reports that name the drug and another event.', 'b', 10_000_000, 14),
    c: reports('others, event', 'Reports of the event that name another drug.', 'c', 10_000_000, 754),
    d: reports('others, other events', 'All other reports.', 'd', 100_000_000, 591_958),
    prior: {
      kind: 'choice',
      label: 'prior of EBGM',
      help: 'What is believed of the ratio before the reports: fitted to the statins, or the numbers at which DuMouchel begins a fit.',
      choices: { statins: 'fitted to the statins', start: 'DuMouchel’s start, not fitted' },
      default: 'statins',
      menu: true,
    },
  },
  series,
  views: [
    {
      kind: 'bars',
      id: 'measures',
      title: 'log₂ of observed over expected',
      unit: 'doublings; 0 is as expected',
      size: 'strip',
      x: { label: 'log₂ ratio' },
      bars: { series: 'measure', by: 'measure', value: 'bits', interval: ['lowerBits', 'upperBits'] },
      references: [{ axis: 'x', at: 0, label: 'as expected' }],
    },
    {
      kind: 'table',
      id: 'rules',
      title: 'Is it a signal?',
      size: 'wide',
      table: { series: 'rule', columns: ['rule', 'asks', 'met'] },
    },
    {
      kind: 'table',
      id: 'ratios',
      title: 'Ratios and intervals',
      size: 'wide',
      table: { series: 'measure', columns: ['measure', 'ratio', 'lower', 'upper'] },
    },
    {
      kind: 'table',
      id: 'table',
      title: 'Expected reports, χ², IC025',
      size: 'wide',
      table: { series: 'table', columns: ['expected', 'yates', 'chi', 'lower', 'approximate'] },
    },
  ],
  tabs: [
    { label: 'Measures', views: ['measures', 'rules'] },
    { label: 'Numbers', views: ['ratios', 'table'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'If a cell is empty, ½ is added to all four before PRR and ROR are taken.',
    'The prior of EBGM belongs to another table; a real system fits it to its own database.',
    'Reports are counted once each: duplicates, and several drugs or events in one report, are not modelled.',
  ],
}).runs(function* runDisproportionality({ prior: which, ...counts }) {
  const prior = which === 'statins' ? statinPrior('everything').prior : START;
  const expected = expectedOf(counts);
  const belief = posteriorOf(prior, cellOf(counts));
  const component = informationComponent(counts.a, expected);
  const [lower, upper] = [0.025, 0.975].map((share) => icQuantile(counts.a, expected, share)) as [
    number,
    number,
  ];
  const shrunk: Ratio = {
    value: geometricMean(belief),
    lower: mixtureQuantile(belief, 0.05),
    upper: mixtureQuantile(belief, 0.95),
  };
  for (const [measure, found] of [
    proportionalReportingRatio(counts),
    reportingOddsRatio(counts),
    { value: powerOf2(component), lower: powerOf2(lower), upper: powerOf2(upper) },
    shrunk,
  ].entries()) {
    yield {
      series: 'measure',
      measure,
      ratio: found.value,
      lower: found.lower,
      upper: found.upper,
      bits: log2(found.value),
      lowerBits: log2(found.lower),
      upperBits: log2(found.upper),
    };
  }
  let signals = 0;
  for (const [rule, { asks, meets }] of signalRules.entries()) {
    const met = meets(counts, prior) ? 1 : 0;
    signals += met;
    yield { series: 'rule', rule, asks, met };
  }
  yield {
    series: 'table',
    expected,
    yates: chiSquared(counts, true),
    chi: chiSquared(counts, false),
    lower,
    approximate: icLowerApproximately(counts.a, expected),
    share: counts.a + counts.b > 0 ? counts.a / (counts.a + counts.b) : 0,
    signals,
  };
});
