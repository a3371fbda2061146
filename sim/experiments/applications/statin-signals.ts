/** Six statins and 49 events in FAERS: what a prior does to the ratios, and what is left when statins are compared with statins. */
import { statinEvents, statins } from '../../examples/statinReports.ts';
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import { proportionalReportingRatio } from '../../measure/disproportionality.ts';
import { geometricMean, mixtureQuantile, posteriorOf } from '../../measure/gammaPoisson.ts';
import { icQuantile } from '../../measure/informationComponent.ts';
import { signalRules } from '../../measure/signalRules.ts';
import { cellOf, statinPairs, statinPrior } from './statinPrior.ts';

const log2 = (x: number) => log(x) / 0.6931471805599453;

const ratio = (label: string, help: string) => ({ label, unit: '', help, digits: 2 }) as const;
const bits = (label: string, help: string) => ({ label, unit: 'bits', help, digits: 2 }) as const;

const event = {
  label: 'event',
  unit: '',
  help: 'As the reports name it.',
  digits: 0,
  names: statinEvents,
} as const;

const pairs = (label: string, help: string) => ({ label, unit: 'pairs', help, digits: 0 }) as const;

export const series = {
  pair: {
    title: 'Events with reports',
    metrics: {
      event,
      n: { label: 'n', unit: 'reports', help: 'Reports of the drug and the event.', digits: 0 },
      expected: { label: 'E', unit: 'reports', help: '(a + b)(a + c)/N.', digits: 2 },
      prr: ratio('PRR', 'Proportional reporting ratio.'),
      lower: ratio('PRR, lower end', 'Of its 95 % interval.'),
      ebgm: ratio('EBGM', 'Empirical Bayes geometric mean.'),
      eb05: ratio('EB05', 'Its 5 % quantile.'),
      ic025: bits('IC025', 'Exact lower end of the information component.'),
      raw: bits('log₂ PRR', 'In doublings.'),
      shrunk: bits('log₂ EBGM', 'In doublings.'),
    },
  },
  same: {
    title: 'Not shrunk',
    metrics: {
      raw: bits('log₂ PRR', 'In doublings.'),
      shrunk: bits('the same', 'On this line EBGM is the PRR.'),
    },
  },
  rule: {
    title: 'Signals of the table',
    metrics: {
      rule: {
        label: 'rule',
        unit: '',
        help: 'As in the first figure of this chapter.',
        digits: 0,
        names: signalRules.map(({ name }) => name),
      },
      asks: { label: 'asks for', unit: '', help: 'What has to hold, all of it.', digits: 0, text: true },
      drug: pairs('of this statin', 'Events of 49 that meet it.'),
      all: pairs('of all statins', 'Pairs of 294 that meet it.'),
    },
  },
  prior: {
    title: 'The prior',
    metrics: {
      alpha1: { label: 'α₁', unit: '', help: 'Shape of the first gamma distribution.', digits: 3 },
      beta1: { label: 'β₁', unit: '', help: 'Its rate.', digits: 4 },
      alpha2: { label: 'α₂', unit: '', help: 'Shape of the second.', digits: 3 },
      beta2: { label: 'β₂', unit: '', help: 'Its rate.', digits: 3 },
      weight: { label: 'P', unit: '', help: 'Weight of the first.', digits: 3 },
      loss: { label: 'loss', unit: 'nats', help: '−ln of the probability of all counts.', digits: 2 },
      empty: pairs('pairs without a report', 'Of all.'),
    },
  },
} as const;

export default defineExperiment({
  id: 'statin-signals',
  title:
    'A statin and 49 muscle and kidney events: the ratio as counted, and after the prior has pulled at it.',
  params: {
    drug: {
      kind: 'choice',
      label: 'statin',
      help: 'Whose reports are looked at.',
      choices: Object.fromEntries(statins.map((name) => [name, name])),
      default: 'lovastatin',
    },
    beside: {
      kind: 'choice',
      label: 'compared with',
      help: 'Everything else in the database, or the reports of the other five statins.',
      choices: { everything: 'all other reports', statins: 'the other statins' },
      default: 'everything',
    },
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'shrinkage',
      title: 'log₂ EBGM over log₂ PRR',
      unit: 'on the line they are the same',
      size: 'wide',
      x: { label: 'log₂ PRR' },
      y: { label: 'log₂ EBGM' },
      layers: [
        { series: 'same', x: 'raw', y: 'shrunk', mark: 'line', role: 'guide' },
        { series: 'pair', x: 'raw', y: 'shrunk', mark: 'dot', names: 'event' },
      ],
    },
    {
      kind: 'table',
      id: 'pairs',
      title: 'Events with reports',
      size: 'wide',
      table: {
        series: 'pair',
        columns: ['event', 'n', 'expected', 'prr', 'ebgm', 'eb05'],
      },
    },
    {
      kind: 'table',
      id: 'rules',
      title: 'How many pairs are signals',
      size: 'wide',
      table: { series: 'rule', columns: ['rule', 'asks', 'drug', 'all'] },
    },
    {
      kind: 'table',
      id: 'prior',
      title: 'The prior of this table',
      size: 'wide',
      table: { series: 'prior', columns: ['weight', 'alpha1', 'beta1', 'alpha2', 'beta2', 'empty'] },
    },
  ],
  tabs: [
    { label: 'Shrinkage', views: ['shrinkage'] },
    { label: 'Events', views: ['pairs'] },
    { label: 'Signals and prior', views: ['rules', 'prior'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'The prior is fitted to a table whose events were chosen because they are suspected: it shrinks less than one fitted to a whole database.',
    'The counts are those of the source: duplicates, and several drugs or events in one report, are as they were there.',
  ],
}).runs(function* runStatinSignals({ drug: name, beside }) {
  const drug = statins.indexOf(name);
  const table = statinPairs(beside);
  const { prior, loss } = statinPrior(beside);
  const own = table.filter((pair) => pair.drug === drug);
  let [least, most] = [0, 0];
  for (const { event: which, counts } of own) {
    if (counts.a === 0) continue;
    const cell = cellOf(counts);
    const belief = posteriorOf(prior, cell);
    const prr = proportionalReportingRatio(counts);
    const ebgm = geometricMean(belief);
    least = Math.min(least, log2(prr.value));
    most = Math.max(most, log2(prr.value));
    yield {
      series: 'pair',
      event: which,
      n: counts.a,
      expected: cell.expected,
      prr: prr.value,
      lower: prr.lower,
      ebgm,
      eb05: mixtureQuantile(belief, 0.05),
      ic025: icQuantile(counts.a, cell.expected, 0.025),
      raw: log2(prr.value),
      shrunk: log2(ebgm),
    };
  }
  for (const end of [least, most]) yield { series: 'same', raw: end, shrunk: end };
  for (const [rule, { asks, meets }] of signalRules.entries()) {
    const signals = (some: typeof table) => some.filter(({ counts }) => meets(counts, prior)).length;
    yield { series: 'rule', rule, asks, drug: signals(own), all: signals(table) };
  }
  const [first, second] = prior.parts;
  yield {
    series: 'prior',
    alpha1: first.alpha,
    beta1: first.beta,
    alpha2: second.alpha,
    beta2: second.beta,
    weight: prior.weight,
    loss,
    empty: table.filter(({ counts }) => counts.a === 0).length,
  };
});
