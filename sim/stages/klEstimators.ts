/**
 * Estimators of KL(π ‖ π_ref) from one sample v of a behaviour policy μ, with r = π_ref,v / π_v:
 *
 *     k1 = −log r      k2 = ½ (log r)²      k3 = (r − 1) − log r
 *
 * Schulman 2020 (joschu.net/blog/kl-approx.html). What is done with one in training gives a gradient c_v ∂log π_v; here its mean and its
 * spread over μ are sums over all verdicts:
 *
 *     k1 in the reward  c = log(π/π_ref)    as a loss: k1  c = 1,   k2  c = log(π/π_ref),   k3  c = 1 − r
 *     k3 times π/μ, differentiated as a whole   c = (π/μ) (k3 + 1 − r) = (π/μ) log(π/π_ref)
 *
 * The true gradient is ∂KL/∂z_v = π_v (log(π_v/π_ref,v) − KL). Tang and Munos 2025 [@tang2025], Shah et al.
 * 2025 [@shah2025].
 */
import { expm1 } from '../float.ts';
import { probabilitiesOf } from './verdictGame.ts';

export const estimators = ['k1', 'k2', 'k3'] as const;
export type Estimator = (typeof estimators)[number];

export const uses = [
  'k1 in the reward',
  'k1 as a loss',
  'k2 as a loss',
  'k3 as a loss',
  'k3 times the ratio',
] as const;
export type Use = (typeof uses)[number];

/** Policies as logs of their probabilities (prompts, verdicts), nats. */
export interface Situation {
  readonly verdicts: number;
  readonly policy: Float64Array;
  readonly reference: Float64Array;
  /** Who drew the samples; on-policy it is the policy. */
  readonly behaviour: Float64Array;
  /** Whether samples are weighted by π/μ. */
  readonly weighted: boolean;
}

/** What every estimator and every use of one asks of a situation, counted once. */
export interface Counted extends Situation {
  /** π. */
  readonly said: Float64Array;
  /** μ. */
  readonly sampled: Float64Array;
  /** π/μ. */
  readonly ratio: Float64Array;
  /** r − 1. */
  readonly excess: Float64Array;
}

export function countOut(situation: Situation): Counted {
  const { policy, reference, behaviour } = situation;
  const said = probabilitiesOf(policy);
  const sampled = behaviour === policy ? said : probabilitiesOf(behaviour);
  const ratio = new Float64Array(policy.length);
  const excess = new Float64Array(policy.length);
  for (let i = 0; i < policy.length; i++) {
    ratio[i] = said[i]! / sampled[i]!;
    excess[i] = expm1(reference[i]! - policy[i]!);
  }
  return { ...situation, said, sampled, ratio, excess };
}

/** By log r and r − 1. */
type Of = (logRatio: number, excess: number) => number;

const valueOf: Readonly<Record<Estimator, Of>> = {
  k1: (logRatio) => -logRatio,
  k2: (logRatio) => (logRatio * logRatio) / 2,
  k3: (logRatio, excess) => excess - logRatio,
};

/** c, before any weight. */
const coefficientOf: Readonly<Record<Use, Of>> = {
  'k1 in the reward': (logRatio) => -logRatio,
  'k1 as a loss': () => 1,
  'k2 as a loss': (logRatio) => -logRatio,
  'k3 as a loss': (_, excess) => -excess,
  'k3 times the ratio': (logRatio) => -logRatio,
};

/** c of an estimator as a part of the loss, at log r: its gradient is c ∂log π. */
export const lossCoefficient = (estimator: Estimator, logRatio: number): number =>
  coefficientOf[`${estimator} as a loss`](logRatio, expm1(logRatio));

const isWeighted = ({ weighted }: Situation, use: Use) => weighted || use === 'k3 times the ratio';

/** Mean of an estimator over prompts and samples, and its deviation for one sample, nats. */
export function valueAt(
  situation: Counted,
  estimator: Estimator,
): { readonly mean: number; readonly deviation: number } {
  const { verdicts, policy, reference, sampled, ratio, excess, weighted } = situation;
  const value = valueOf[estimator];
  const prompts = policy.length / verdicts;
  let [mean, variance] = [0, 0];
  for (let at = 0; at < policy.length; at += verdicts) {
    let [first, second] = [0, 0];
    for (let i = at; i < at + verdicts; i++) {
      const p = sampled[i]!;
      const weight = weighted ? ratio[i]! : 1;
      const one = weight * value(reference[i]! - policy[i]!, excess[i]!);
      first += p * one;
      second += p * one * one;
    }
    mean += first / prompts;
    variance += Math.max(0, second - first * first) / prompts;
  }
  return { mean, deviation: Math.sqrt(variance) };
}

/** ∂KL(π ‖ π_ref)/∂z of every prompt (prompts, verdicts), nats. */
export function klGradient({ verdicts, policy, reference, said }: Counted): Float64Array {
  const gradient = policy.map((logProb, i) => logProb - reference[i]!);
  for (let at = 0; at < policy.length; at += verdicts) {
    let kl = 0;
    for (let i = at; i < at + verdicts; i++) kl += said[i]! * gradient[i]!;
    for (let i = at; i < at + verdicts; i++) gradient[i] = said[i]! * (gradient[i]! - kl);
  }
  return gradient;
}

/** What a use of an estimator gives in place of that gradient. */
export interface Estimate {
  /** Its mean over the samples (prompts, verdicts), nats. */
  readonly mean: Float64Array;
  /** Σ of the variances of all its entries for one sample a prompt. */
  readonly variance: number;
}

export function gradientEstimate(situation: Counted, use: Use): Estimate {
  const { verdicts, policy, reference, said, sampled, ratio, excess } = situation;
  const [weighted, coefficient] = [isWeighted(situation, use), coefficientOf[use]];
  const mean = new Float64Array(policy.length);
  let variance = 0;
  for (let at = 0; at < policy.length; at += verdicts) {
    let [total, squares, norm] = [0, 0, 0];
    for (let i = at; i < at + verdicts; i++) {
      norm += said[i]! * said[i]!;
    }
    for (let i = at; i < at + verdicts; i++) {
      const c = (weighted ? ratio[i]! : 1) * coefficient(reference[i]! - policy[i]!, excess[i]!);
      mean[i] = sampled[i]! * c;
      total += sampled[i]! * c;
      // ‖e_v − π‖², the square of what ∂log π_v/∂z is.
      squares += sampled[i]! * c * c * (1 - 2 * said[i]! + norm);
    }
    for (let i = at; i < at + verdicts; i++) {
      mean[i]! -= total * said[i]!;
      squares -= mean[i]! * mean[i]!;
    }
    variance += Math.max(0, squares);
  }
  return { mean, variance };
}

/** How an estimate stands to the true gradient. */
export interface Agreement {
  /** Cosine of the angle between its mean and the truth; 0 if the mean vanishes. */
  readonly cosine: number;
  /** ‖mean − truth‖ / ‖truth‖. */
  readonly bias: number;
  /** √variance / ‖truth‖, for so many samples a prompt. */
  readonly spread: number;
}

/** Below this share of the true gradient a mean is nothing but rounding. */
const NOTHING = 1e-9;

export function agreement({ mean, variance }: Estimate, truth: Float64Array, samples: number): Agreement {
  let [dot, own, other, off] = [0, 0, 0, 0];
  for (let i = 0; i < truth.length; i++) {
    const [exact, estimate] = [truth[i]!, mean[i]!];
    dot += estimate * exact;
    own += estimate * estimate;
    other += exact * exact;
    off += (estimate - exact) * (estimate - exact);
  }
  const vanishes = own < NOTHING * NOTHING * other;
  return {
    cosine: vanishes ? 0 : dot / Math.sqrt(own * other),
    bias: Math.sqrt(off / other),
    spread: Math.sqrt(variance / samples / other),
  };
}
