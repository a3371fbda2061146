/** Win rates with the length of the answers taken out (Dubois et al. 2024 [@dubois2024]). */
import { exp, sigmoid } from '../float.ts';
import { mean } from './mean.ts';

/** How often one side is preferred to the other on a question, and by how much its answer is longer. */
export interface Preference {
  /** Probability that the judge prefers the first answer, 0 to 1. */
  readonly preferred: number;
  /** Length of the first answer minus that of the second, words. */
  readonly longer: number;
}

const STEPS = 50;
const CLOSE = 1e-12;
/** Keeps the fit finite where one side always wins. */
const RIDGE = 1e-3;

/**
 * Fits P(first preferred) = σ(θ + φ · tanh(Δlength / deviation)) by maximum likelihood, with a small ridge on both, and
 * reads it at Δlength = 0: what the win rate would be between answers of equal length. The published form has a third
 * term, for the difficulty of the instruction, which is left out here.
 *
 * @returns σ(θ), and φ in logits
 */
export function lengthControlled(preferences: readonly Preference[]): {
  readonly winRate: number;
  readonly perLength: number;
} {
  const lengths = preferences.map(({ longer }) => longer);
  const centre = mean(lengths);
  const deviation = Math.sqrt(mean(lengths.map((each) => (each - centre) * (each - centre)))) || 1;
  const xs = lengths.map((each) => tanh(each / deviation));
  let theta = 0;
  let phi = 0;
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [-RIDGE * theta, -RIDGE * phi, RIDGE, 0, RIDGE];
    for (const [i, { preferred }] of preferences.entries()) {
      const x = xs[i]!;
      const p = sigmoid(theta + phi * x);
      const w = p * (1 - p);
      g0 += preferred - p;
      g1 += (preferred - p) * x;
      h00 += w;
      h01 += w * x;
      h11 += w * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    const [dTheta, dPhi] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    theta += dTheta;
    phi += dPhi;
    if (Math.abs(dTheta) + Math.abs(dPhi) < CLOSE) break;
  }
  return { winRate: sigmoid(theta), perLength: phi };
}

function tanh(x: number): number {
  const e = exp(-2 * Math.abs(x));
  return (Math.sign(x) * (1 - e)) / (1 + e);
}
