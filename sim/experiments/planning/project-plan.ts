/** A plan for a real project: what published laws expect of its loss, and what it costs in compute, memory and money. */
import { defineExperiment } from '../../experiment.ts';
import { GPUS } from '../../measure/gpus.ts';
import { effectiveTokens } from '../../measure/repeatedData.ts';
import { peakOf } from '../../measure/overOptimisation.ts';
import { BESIROGLU, HOFFMANN, lossOf } from '../../measure/scalingLaw.ts';
import { ADVICE } from './planAdvice.ts';
import {
  aboveBest,
  BESIROGLUS,
  divisionsOf,
  labelsOf,
  lossesOf,
  LN10,
  lossWithBand,
  memoryOf,
  powerOf10,
  scientific,
  sizesOf,
  workOf,
  type Plan,
} from './planFigures.ts';
import { log } from '../../float.ts';
import { params } from './planParams.ts';
import { series } from './planSeries.ts';
import { tabs, views } from './planViews.ts';

/** Tokens over which the loss is drawn, as powers of ten: what the controls allow, and a little more. */
const FROM = 9;
const TO = 12.5;
const POINTS = 28;

const MOST_PASSES = params.epochs.max;

/**
 * Millions of weights of the reward model, α and β of best of n: read off figure 3 of Gao et al. 2022 by others, to about
 * 0.003; the paper prints none.
 */
const READ_OFF = [
  [3, 0.49, 0.12],
  [12, 0.513, 0.12],
  [25, 0.558, 0.115],
  [42, 0.548, 0.111],
  [85, 0.599, 0.106],
  [300, 0.633, 0.0995],
  [680, 0.649, 0.098],
  [1200, 0.653, 0.0965],
  [3000, 0.662, 0.09],
] as const;

const log10 = (x: number) => log(x) / LN10;

function* lossRows(plan: Plan) {
  const { n, unique, read, worth } = sizesOf(plan);
  for (let i = 0; i <= POINTS; i++) {
    const tokens = FROM + ((TO - FROM) * i) / POINTS;
    const count = powerOf10(tokens);
    yield { series: 'hoffmann', tokens, loss: lossOf(HOFFMANN, n, count) } as const;
    yield { series: 'besiroglu', tokens, ...lossWithBand(n, count) } as const;
  }
  for (let passes = 1; passes <= MOST_PASSES; passes++) {
    const loss = lossOf(BESIROGLU, n, effectiveTokens(unique, passes));
    yield { series: 'repeated', tokens: log10(unique * passes), loss } as const;
  }
  yield { series: 'plan', tokens: log10(read), loss: lossOf(BESIROGLU, n, worth) } as const;
  const { low, high } = lossWithBand(n, worth);
  for (const each of lossesOf(plan)) {
    const band = each.law === BESIROGLUS ? `${low.toFixed(3)} to ${high.toFixed(3)}` : 'not published';
    yield { series: 'law', ...each, band } as const;
  }
}

function* divisionRows(plan: Plan) {
  const { n, read, worth } = sizesOf(plan);
  for (const each of divisionsOf(plan)) {
    yield { series: 'best', ...each, weights: each.weights / 1e9 } as const;
  }
  const { above } = aboveBest(plan);
  yield { series: 'chosen', ratio: read / n, text: read / 1e9, worth: worth / 1e9, above } as const;
}

function* billRows(plan: Plan) {
  const work = workOf(plan);
  const labels = labelsOf(plan);
  const total = <K extends string>(list: readonly Readonly<Record<K, number>>[], key: K) =>
    list.reduce((sum, each) => sum + each[key], 0);
  const all = {
    compute: total(work, 'compute'),
    gpuHours: total(work, 'gpuHours'),
    days: total(work, 'days'),
    cost: total(work, 'cost'),
  };
  for (const [stage, { compute, ...rest }] of [...work, all].entries()) {
    yield { series: 'work', stage, compute: compute / 1e18, ...rest } as const;
  }
  const people = total(labels, 'cost');
  for (const [kind, bill] of [...labels, { hours: total(labels, 'hours'), cost: people }].entries()) {
    yield { series: 'labels', labels: kind, ...bill } as const;
  }
  const cost = all.cost + people;
  yield { series: 'total', gpus: all.cost, people, cost, share: people / cost } as const;
}

function* openRows({ beta, iterations, answers, learningRate }: Plan) {
  yield {
    series: 'open',
    setting: 'KL penalty β',
    value: beta.toFixed(2),
    known: `A policy that earns no less than at the start, penalty included, has moved at most ${(1 / beta).toFixed(1)} nats for each unit of reward gained.`,
  } as const;
  yield {
    series: 'open',
    setting: 'PPO iterations',
    value: `${iterations}`,
    known: `They write ${iterations * answers} answers. How far the policy moves, no law says.`,
  } as const;
  yield {
    series: 'open',
    setting: 'learning rate of fine-tuning',
    value: scientific(powerOf10(learningRate)),
    known: 'Published recipes: 5 · 10⁻⁶ (Tülu 3), 2 · 10⁻⁵ (default of TRL), 2 · 10⁻⁴ for adapters (QLoRA).',
  } as const;
}

export default defineExperiment({
  id: 'project-plan',
  title: 'Published laws estimate the pretraining loss of a plan; its bill is arithmetic.',
  params,
  series,
  views,
  tabs,
  needs: [],
  small: {},
  simplified: [
    'Nats of the corpus and tokenizer of each fit: they can be compared within a row, not between fits or with other models.',
    'The fits of 2022 and 2024 as planned discount repeated tokens only; the law of 2023 also discounts weights beyond what suits the text.',
    'Attention is not counted, all stages reach the same utilisation, and nothing fails. In PPO the writing of answers reaches less, so that its bill is a lower bound.',
    'Reward model and value model are as large as the policy; two passes over the demonstrations, one over the pairs, four over each batch of answers.',
    'Memory without activations; in PPO three more models stand beside the policy.',
    'Prices are those of a date and a list, and one expert gives each label.',
  ],
}).runs(function* runProjectPlan(plan) {
  yield* lossRows(plan);
  yield* divisionRows(plan);
  yield* billRows(plan);
  const holds = GPUS[plan.gpu].memory / 1e9;
  for (const { stage, bytes, share } of memoryOf(plan)) {
    yield { series: 'memory', stage, gigabytes: bytes / 1e9, share, holds, fits: share <= 1 ? 1 : 0 };
  }
  yield* openRows(plan);
  for (const [size, alpha, beta] of READ_OFF) {
    const { d, gain } = peakOf({ form: 'best of n', alpha, beta })!;
    yield { series: 'peak', size, kl: d * d, gain };
  }
  for (const { here, ...line } of ADVICE) {
    const value = here(plan);
    if (value !== undefined) yield { series: 'advice', ...line, here: value };
  }
});
