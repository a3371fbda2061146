/**
 * Gradient ascent on the clipped objective of a policy with three actions, all of them in the batch as often as the old
 * policy takes them: J(z) = Σ_a π_old(a) min(ρ_a A_a, clip(ρ_a) A_a), with π = softmax(z). Small enough to be followed by
 * hand, and large enough to show that the clip does not hold the ratio.
 */
import { exp } from '../float.ts';
import { slope } from './clippedObjective.ts';

export interface Bandit {
  readonly old: readonly number[];
  readonly advantages: readonly number[];
}

function softmax(logits: readonly number[]): number[] {
  const weights = logits.map((z) => exp(z));
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
}

/** π after each of so many steps, the first one before any; the logits start at `logits`, whose softmax is `old`. */
export function* innerSteps(
  { old, advantages }: Bandit,
  logits: readonly number[],
  { clipRange, rate, steps }: { readonly clipRange: number; readonly rate: number; readonly steps: number },
): Generator<readonly number[], void, undefined> {
  let z = [...logits];
  for (let step = 0; step <= steps; step++) {
    const policy = softmax(z);
    yield policy;
    // ∂J/∂z_b = Σ_a π_old(a) J′(ρ_a) ρ_a (1[a = b] − π(b)), and π_old ρ = π.
    const pushes = policy.map((p, a) => slope(p / old[a]!, advantages[a]!, clipRange) * p);
    const total = pushes.reduce((sum, each) => sum + each, 0);
    z = z.map((each, b) => each + rate * (pushes[b]! - total * policy[b]!));
  }
}
