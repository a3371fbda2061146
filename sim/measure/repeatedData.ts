/**
 * Loss when text is read more than once (Muennighoff et al. 2023, eq. 5 and 17) [@muennighoff2023]: each further pass over
 * the same tokens is worth less than the last, and so is each weight beyond the number that suits the text.
 */
import { exp, log } from '../float.ts';
import { lossOf, type ScalingLaw } from './scalingLaw.ts';

/** Their fit to runs of one pass, on C4 (appendix A). */
export const MUENNIGHOFF: ScalingLaw = {
  floor: exp(0.6254804),
  a: exp(6.255414),
  b: exp(7.3049974),
  alpha: 0.3526596,
  beta: 0.3526596,
};

/** R*: how slowly the worth of repeated tokens and of excess weights fades. */
const TOKENS = 15.387756;
const WEIGHTS = 5.309743;

/** What `times` as much is worth, in units of the first: 1 for 1, and never more than 1 + scale. */
const worth = (times: number, scale: number) => 1 + scale * (1 - exp(-(times - 1) / scale));

/** D′: new tokens that would be worth as much as `passes` over these. */
export const effectiveTokens = (unique: number, passes: number) => unique * worth(passes, TOKENS);

/** Weights for which so many tokens, read once, are the best division of the compute by their fit. */
export function weightsFor(tokens: number): number {
  const { a, b, alpha, beta } = MUENNIGHOFF;
  return exp((log((alpha * a) / (beta * b)) + beta * log(tokens)) / alpha);
}

/** N′: weights without the excess over what suits the tokens. */
export function effectiveWeights(weights: number, unique: number): number {
  const best = weightsFor(unique);
  return weights <= best ? weights : best * worth(weights / best, WEIGHTS);
}

/** By their own law, with tokens and weights both discounted. */
export const lossOfRepeated = (weights: number, unique: number, passes: number) =>
  lossOf(MUENNIGHOFF, effectiveWeights(weights, unique), effectiveTokens(unique, passes));
