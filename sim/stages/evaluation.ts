/** The policy as it is, on held-out questions, against the ground truth. */
import type { Rng } from '../rng.ts';
import { metricsOf, type Metrics, type Question } from '../world/world.ts';
import { answersTo, LARGEST_BATCH, type Laboratory } from './laboratory.ts';
import { divergenceOn } from './ppo.ts';
import { rewardsOf } from './rewardModel.ts';

export interface Evaluation extends Metrics {
  /** Standardised score of the reward model; 0 before there is one. */
  readonly proxy: number;
  /** Exact KL from the fine-tuned model at the prefixes of these answers, nats an answer; 0 before there is one. */
  readonly kl: number;
  /** Tokens of an answer. */
  readonly length: number;
}

/** The policy as it is, on each of these questions once. */
export function evaluate(
  laboratory: Laboratory,
  questions: readonly Question[],
  temperature: number,
  rng: Rng,
): Evaluation {
  const { policy, reference, rewardModel, judge: known } = laboratory;
  const responses = [...answersTo(laboratory, questions, temperature, rng)].flat();
  const answers = responses.map(({ answer }) => answer);
  let proxy = 0;
  let kl = 0;
  if (known) {
    const { mean, deviation } = known.standard;
    for (let start = 0; start < responses.length; start += LARGEST_BATCH) {
      const some = responses.slice(start, start + LARGEST_BATCH);
      for (const total of rewardsOf(rewardModel, some).totals) {
        proxy += (total - mean) / deviation / responses.length;
      }
      kl += (divergenceOn(policy, reference, some) * some.length) / responses.length;
    }
  }
  const length = answers.reduce((sum, answer) => sum + answer.length, 0) / answers.length;
  return { ...metricsOf(questions, answers), proxy, kl, length };
}
