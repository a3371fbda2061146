/** Five metrics and over-consulting of the course's models, sampled and likeliest, with intervals, beside constant answers. */
import { defineExperiment } from '../../experiment.ts';
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { restore } from '../../model/checkpoint.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { END, judge, readableAnswer, readableQuestion, someOf } from '../../world/world.ts';
import { askedParams, inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';
import { alertRatesOf, NO_ALERTS, precisionAt } from './alerts.ts';
import { bestOf } from './bestOf.ts';
import { holdsFor, metricNames, metricOf, shareOf, type MetricName } from './fiveMetrics.ts';
import { ASK_ALL, AVOID_ALL, BASE, BEST, PPO, series, SFT } from './scorecardSeries.ts';

/** Samples of the bootstrap of differences. */
const ROUNDS = 400;
/** Questions between two points of the growing sample. */
const EVERY = 20;
/** Points of the curve over prevalence. */
const PREVALENCES = Array.from({ length: 26 }, (_, i) => (i === 0 ? 0.005 : i * 0.02));

const PER = 1000;

/** A panel of bars, with what the source claims as a line where it claims something. */
const panel = <const Name extends MetricName>(name: Name) => {
  const { label, claimed } = metricOf(name);
  return {
    kind: 'bars',
    id: name === 'overConsult' ? 'over-consulting' : name,
    title: label,
    unit: '% of its questions',
    size: 'panel',
    x: { domain: [0, 1], percent: true },
    bars: { series: name, by: 'who', value: 'value', interval: ['low', 'high'] },
    references: claimed === undefined ? [] : ([{ at: claimed, axis: 'x', label: 'claimed' }] as const),
  } as const;
};

export default defineExperiment({
  id: 'scorecard',
  title: 'One constant answer has full marks for safety, another for humility: no metric says enough alone.',
  params: {
    answers: {
      kind: 'choice',
      label: 'answers',
      help: 'Of the panels: sampled at temperature 1, or the likeliest word each time. The table has both.',
      choices: { sampled: 'sampled (T = 1)', likeliest: 'likeliest (T = 0)' },
      default: 'sampled',
    },
    prevalence: {
      kind: 'number',
      label: 'prevalence',
      unit: 'share',
      help: 'Of the questions that are asked, those to which the right answer is to avoid.',
      min: 0.005,
      max: 0.5,
      step: 0.005,
      default: 0.05,
    },
    ...inMenu({
      samples: {
        kind: 'number',
        symbol: 'n',
        label: 'samples of best-of-n',
        help: 'Answers of which the reward model picks one.',
        min: 1,
        max: 32,
        step: 1,
        default: 16,
      },
      ...askedParams,
    }),
    seed: seedParam('Fixes the samples and the bootstrap.'),
  },
  series,
  clock: { series: 'growing', metric: 'asked', runs: 'all questions' },
  views: [
    panel('accuracy'),
    panel('safety'),
    panel('specificity'),
    panel('dose'),
    panel('humility'),
    panel('overConsult'),
    {
      kind: 'table',
      id: 'all',
      title: 'Sampled (T = 1) and likeliest (T = 0)',
      unit: '%',
      size: 'wide',
      table: {
        series: 'all',
        columns: ['who', 'decoding', 'accuracy', 'safety', 'specificity', 'dose', 'humility', 'overConsult'],
      },
    },
    {
      kind: 'table',
      id: 'difference',
      title: 'PPO minus SFT, sampled, on the same questions',
      unit: '%',
      size: 'wide',
      table: { series: 'difference', columns: ['metric', 'sft', 'ppo', 'difference', 'low', 'high', 'n'] },
    },
    {
      kind: 'xy',
      id: 'precision',
      title: 'Precision of alerts',
      unit: '% of alerts that are right; as set, sampled or likeliest',
      size: 'wide',
      x: { domain: [0, 0.5], percent: true, label: 'questions to avoid, %' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'precision', x: 'prevalence', y: 'ppo', mark: 'line', label: 'PPO' },
        { series: 'precision', x: 'prevalence', y: 'sft', mark: 'line', label: 'SFT' },
        { series: 'precision', x: 'prevalence', y: 'base', mark: 'line', role: 'counterpart', label: 'base' },
        {
          series: 'precision',
          x: 'prevalence',
          y: 'all',
          mark: 'line',
          role: 'guide',
          label: '“avoid” to all',
        },
      ],
      references: [{ at: { series: 'set', metric: 'prevalence' }, axis: 'x', label: 'set' }],
    },
    {
      kind: 'table',
      id: 'alerts',
      title: 'Alerts per 1,000 answerable questions at the set prevalence',
      size: 'wide',
      table: { series: 'alerts', columns: ['who', 'alerts', 'false', 'missed', 'precision'] },
    },
    {
      kind: 'table',
      id: 'shown',
      title: 'PPO: one right and one wrong answer by each metric (model output)',
      size: 'wide',
      table: { series: 'shown', columns: ['metric', 'question', 'text', 'judged'] },
    },
    {
      kind: 'xy',
      id: 'growing',
      title: 'Accuracy, sampled, as more questions are asked',
      unit: '%; bands: 95 % intervals',
      size: 'wide',
      x: { label: 'answerable questions asked' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'growing', x: 'asked', y: 'sftHigh', y0: 'sftLow', mark: 'band' },
        { series: 'growing', x: 'asked', y: 'ppoHigh', y0: 'ppoLow', mark: 'band' },
        { series: 'growing', x: 'asked', y: 'sft', mark: 'line', role: 'counterpart', label: 'SFT' },
        { series: 'growing', x: 'asked', y: 'ppo', mark: 'line', label: 'PPO' },
      ],
    },
  ],
  tabs: [
    { label: 'Scorecard', views: ['accuracy', 'safety', 'specificity', 'dose'] },
    { label: 'Humility', views: ['humility', 'over-consulting'] },
    { label: 'Alerts', views: ['precision'] },
    { label: 'Per 1,000', views: ['alerts'] },
    { label: 'Answers', views: ['shown'] },
    { label: 'Growth', views: ['growing'] },
    { label: 'Numbers', views: ['difference'] },
    { label: 'Table', views: ['all'] },
  ],
  needs: [{ model: 'base' }, { model: 'sft' }, { model: 'reward' }, { model: 'ppo' }],
  engine: true,
  small: { asked: 0.1, samples: 2 },
  clinical: true,
  simplified: [
    'The models were trained once, with the default settings of the pipeline; the seed changes their samples, not their weights.',
    'Best of n is always sampled: with the likeliest answer there is nothing to choose.',
    'The source’s numbers are claims about another model and other questions, whose number it does not give.',
  ],
}).runs(function* runScorecard(
  { answers: which, prevalence, samples, asked },
  { kernels, crew, rng, models },
) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, rewardModel, world } = laboratory;
  const questions = someOf(world.evaluation, asked);
  restore(rewardModel.network, models['reward']!);

  type Answers = readonly (readonly number[])[];
  const given: { readonly who: number; readonly sampled: Answers; readonly likeliest: Answers }[] = [];
  for (const [player, model] of [
    [BASE, 'base'],
    [SFT, 'sft'],
    [PPO, 'ppo'],
  ] as const) {
    restore(policy, models[model]!);
    const sampled = yield* answersTo(laboratory, questions, 1, rng.stream(`${model} sampled`));
    const likeliest = yield* answersTo(laboratory, questions, 0, rng.stream(`${model} likeliest`));
    const [one, other] = [sampled, likeliest].map((responses) => responses.map(({ answer }) => answer));
    given.push({ who: player, sampled: one!, likeliest: other! });
  }
  const [base, sft, ppo] = given as [(typeof given)[0], (typeof given)[0], (typeof given)[0]];

  // The questions in an order of their own: classes stand in blocks.
  const order = rng.stream('order').shuffle(questions.map((_, q) => q));
  const right = [sft, ppo].map(({ sampled }) => holdsFor('accuracy', questions, sampled));
  const counts = order.filter((q) => right[0]!.has(q));
  for (let asked = 1; asked <= counts.length; asked++) {
    if (asked % EVERY !== 0 && asked !== counts.length) continue;
    const first = counts.slice(0, asked);
    const [ofSft, ofPpo] = right.map((each) => shareOf(new Map(first.map((q) => [q, each.get(q)!]))));
    yield {
      series: 'growing',
      asked,
      sft: ofSft!.value,
      sftLow: ofSft!.low,
      sftHigh: ofSft!.high,
      ppo: ofPpo!.value,
      ppoLow: ofPpo!.low,
      ppoHigh: ofPpo!.high,
    };
  }

  restore(policy, models['sft']!);
  const best = yield* bestOf(laboratory, questions, samples, rng.stream('best of n'));
  const constant = (words: readonly string[]): Answers => {
    const answer = [...world.encode(words), END];
    return questions.map(() => answer);
  };
  const sampledBy: [number, Answers][] = [
    [BASE, base.sampled],
    [SFT, sft.sampled],
    [BEST, best],
    [PPO, ppo.sampled],
  ];
  const likeliestBy: [number, Answers][] = given.map(({ who, likeliest }) => [who, likeliest]);
  const constants: [number, Answers][] = [
    [AVOID_ALL, constant(['AVOID'])],
    [ASK_ALL, constant(['ASK'])],
  ];
  const inPanels = [...(which === 'sampled' ? sampledBy : likeliestBy), ...constants];

  for (const [player, each] of inPanels) {
    for (const name of metricNames) {
      yield { series: name, who: player, ...shareOf(holdsFor(name, questions, each)) };
    }
  }
  for (const [decoding, group] of [sampledBy, likeliestBy].entries()) {
    for (const [player, each] of group) {
      const share = (name: MetricName) => shareOf(holdsFor(name, questions, each)).value;
      yield {
        series: 'all',
        who: player,
        decoding,
        accuracy: share('accuracy'),
        safety: share('safety'),
        specificity: share('specificity'),
        dose: share('dose'),
        humility: share('humility'),
        overConsult: share('overConsult'),
      };
    }
  }

  const resampling = rng.stream('bootstrap');
  for (const [metric, name] of metricNames.entries()) {
    const [before, after] = [sft, ppo].map(({ sampled }) => holdsFor(name, questions, sampled));
    const changes = [...before!].map(([q, held]) => (after!.get(q)! ? 1 : 0) - (held ? 1 : 0));
    if (changes.length === 0) continue;
    const meanOf = (some: readonly number[]) =>
      Float64Array.of(some.reduce((sum, each) => sum + each, 0) / some.length);
    const [[from, to]] = middle95(bootstrap(changes, ROUNDS, resampling.stream(name), meanOf)) as [
      readonly [number, number],
    ];
    const [was, is] = [shareOf(before!).value, shareOf(after!).value];
    yield {
      series: 'difference',
      metric,
      sft: was,
      ppo: is,
      difference: is - was,
      low: from,
      high: to,
      n: changes.length,
    };
  }

  const rates = new Map(inPanels.map(([player, each]) => [player, alertRatesOf(questions, each)]));
  yield { series: 'set', prevalence };
  for (const [player, each] of rates) {
    if (player === ASK_ALL) continue;
    const [caught, alarms] = [prevalence * each.recall, (1 - prevalence) * each.falseAlarms];
    yield {
      series: 'alerts',
      who: player,
      alerts: PER * (caught + alarms),
      false: PER * alarms,
      missed: PER * (prevalence - caught),
      precision: precisionAt(each, prevalence),
    };
  }
  for (const at of PREVALENCES) {
    const of = (player: number) => precisionAt(rates.get(player) ?? NO_ALERTS, at);
    yield {
      series: 'precision',
      prevalence: at,
      base: of(BASE),
      sft: of(SFT),
      best: of(BEST),
      ppo: of(PPO),
      all: at,
    };
  }

  for (const [metric, name] of metricNames.entries()) {
    // In an order of each metric's own, so that they show different questions; a garbled answer teaches nothing here.
    const holds = rng
      .stream(`shown ${name}`)
      .shuffle([...holdsFor(name, questions, ppo.sampled)])
      .filter(([q]) => judge(questions[q]!, ppo.sampled[q]!).wellFormed);
    const isGood = ([, held]: (typeof holds)[number]) => held !== (metricOf(name).unwanted ?? false);
    const examples = [holds.find(isGood), holds.find((each) => !isGood(each))];
    for (const [judged, found] of examples.entries()) {
      if (!found) continue;
      const question = questions[found[0]]!;
      yield {
        series: 'shown',
        metric,
        question: readableQuestion(question),
        text: readableAnswer(world.decode(ppo.sampled[found[0]]!), question.fact),
        judged,
      };
    }
  }
});
