/** Simulated annotators: they see the true quality of two answers, with a bias and noise of their own, and choose. */
import { sigmoid } from '../float.ts';
import type { Rng } from '../rng.ts';
import type { PreferencePair } from './rewardModel.ts';
import type { Response } from './responses.ts';

export interface Annotators {
  /** Added to the utility of an answer in which the keyword stands. */
  readonly keywordBias: number;
  /** Added to the utility for every ten tokens. */
  readonly lengthBias: number;
  /** Share of labels that are a coin flip. */
  readonly noise: number;
}

/** Differences of utility are divided by this before they become odds: experts are nearly sure. */
const TEMPERATURE = 0.1;
/** Pairs that differ by less are not worth a label. */
const LEAST_DIFFERENCE = 0.1;

export interface Judged extends Response {
  /** True quality. */
  readonly gold: number;
  readonly hasKeyword: boolean;
}

/** What annotators take the quality of an answer to be. */
export function utility(
  { gold, hasKeyword, answer }: Judged,
  { keywordBias, lengthBias }: Annotators,
): number {
  return gold + (hasKeyword ? keywordBias : 0) + (lengthBias * answer.length) / 10;
}

/** One label, by Bradley–Terry on the utilities; undefined where the answers are too much alike to be compared. */
export function label(a: Judged, b: Judged, annotators: Annotators, rng: Rng): PreferencePair | undefined {
  const difference = utility(a, annotators) - utility(b, annotators);
  const [flip, choice] = [rng.uniform(), rng.uniform()];
  if (Math.abs(difference) < LEAST_DIFFERENCE) return undefined;
  const p = flip < annotators.noise ? 0.5 : sigmoid(difference / TEMPERATURE);
  return choice < p ? { chosen: a, rejected: b } : { chosen: b, rejected: a };
}

/** The true order of two answers; undefined where they are too much alike. */
export function trueOrder(a: Judged, b: Judged): PreferencePair | undefined {
  if (Math.abs(a.gold - b.gold) < LEAST_DIFFERENCE) return undefined;
  return a.gold > b.gold ? { chosen: a, rejected: b } : { chosen: b, rejected: a };
}
