/** The policy as it is, on held-out questions, against the ground truth. */
import { nats, type Metric } from '../metric.ts';
import type { Rng } from '../rng.ts';
import { answerMetrics, metricsOf, type Question, type Truth } from '../world/world.ts';
import { inBatches } from './batches.ts';
import { klOn } from './divergence.ts';
import { answersTo, type Laboratory } from './laboratory.ts';
import { scoresOf } from './rewardModel.ts';
import { standardised, type Standard } from './standard.ts';

const { gold, ...otherAnswerMetrics } = answerMetrics;

/** All that is measured on held-out questions. */
export const evaluationMetrics = {
  gold,
  proxy: {
    label: 'reward model’s score',
    unit: '',
    help: 'Mean score of the reward model, in deviations of its scores on answers of the fine-tuned model; 0 before there is a reward model.',
    digits: 2,
    hue: 'proxy',
  },
  ...otherAnswerMetrics,
  kl: {
    ...nats(
      'KL from the fine-tuned model, exact at the prefixes of these answers; 0 before there is a reward model.',
      'KL',
    ),
    hue: 'kl',
  },
  length: { label: 'length', unit: 'tokens', help: 'Mean length of an answer.', digits: 1 },
} as const satisfies Readonly<Record<string, Metric>>;

export type Evaluation = { readonly [K in keyof typeof evaluationMetrics]: number };

const { severitySafety: _, format: __, length: ___, ...reported } = evaluationMetrics;
/** What is reported of a model in tables; the others only figures show. */
export const reportedMetrics = reported;

/** The part of a measurement that a series declares. */
export function only<K extends keyof Evaluation>(
  metrics: Readonly<Record<K, Metric>>,
  evaluation: Evaluation,
): Pick<Evaluation, K> {
  const names = Object.keys(metrics) as K[];
  return Object.fromEntries(names.map((name) => [name, evaluation[name]])) as Pick<Evaluation, K>;
}

/**
 * The policy as it is, on each of these questions once.
 *
 * @param standard of the reward model's scores, once there is a reward model
 */
export function* evaluate(
  laboratory: Laboratory<Truth>,
  questions: readonly Question<Truth>[],
  temperature: number,
  rng: Rng,
  standard?: Standard,
): Generator<undefined, Evaluation, undefined> {
  return (yield* evaluateEach(laboratory, questions, temperature, rng, standard)).evaluation;
}

/** The same, beside the gold reward of each question. */
export function* evaluateEach(
  laboratory: Laboratory<Truth>,
  questions: readonly Question<Truth>[],
  temperature: number,
  rng: Rng,
  standard?: Standard,
): Generator<undefined, { readonly evaluation: Evaluation; readonly golds: number[] }, undefined> {
  const { world, policy, reference, rewardModel } = laboratory;
  const responses = yield* answersTo(laboratory, questions, temperature, rng);
  const answers = responses.map(({ answer }) => answer);
  let proxy = 0;
  let kl = 0;
  if (standard) {
    for (const score of scoresOf(rewardModel, responses)) {
      proxy += standardised(score, standard) / responses.length;
    }
    for (const some of inBatches(responses, policy.capacity)) {
      kl += (klOn(policy, reference, some) * some.length) / responses.length;
    }
  }
  const length = answers.reduce((sum, answer) => sum + answer.length, 0) / answers.length;
  const evaluation = { ...metricsOf(world, questions, answers), proxy, kl, length };
  return { evaluation, golds: answers.map((answer, i) => world.goldReward(questions[i]!, answer)) };
}
