/** The prior of the gamma–Poisson shrinker, fitted to a table by maximum likelihood. */
import { exp, log, log1p, sigmoid } from '../float.ts';
import { digamma, logGamma } from './gammaFunctions.ts';
import type { Cell, Gamma, GammaMixture } from './gammaPoisson.ts';

export interface FittedPrior {
  readonly prior: GammaMixture;
  /** −Σ ln P(n | E), nats: smallest at the fit. */
  readonly loss: number;
}

/** Where DuMouchel begins. */
export const START: GammaMixture = {
  weight: 1 / 3,
  parts: [
    { alpha: 0.2, beta: 0.1 },
    { alpha: 2, beta: 4 },
  ],
};

/** ln α₁, ln β₁, ln α₂, ln β₂ and the logit of P: any five numbers are a prior. */
type Point = readonly number[];

const pointOf = ({ weight, parts }: GammaMixture): Point => [
  ...parts.flatMap(({ alpha, beta }) => [log(alpha), log(beta)]),
  log(weight / (1 - weight)),
];

const priorAt = (point: Point): GammaMixture => {
  const [a1, b1, a2, b2] = point.slice(0, 4).map(exp) as [number, number, number, number];
  return {
    weight: sigmoid(point[4]!),
    parts: [
      { alpha: a1, beta: b1 },
      { alpha: a2, beta: b2 },
    ],
  };
};

interface Counted extends Cell {
  /** Of ln P(n | E), what no prior changes. */
  readonly constant: number;
}

/** ln P(n | E) of a part without what does not depend on it, and its slopes in ln α and ln β. */
function part({ alpha, beta }: Gamma, cells: readonly Counted[]) {
  const [base, slope, logBeta] = [logGamma(alpha), digamma(alpha), log(beta)];
  return cells.map(({ observed, expected }) => {
    const rate = beta + expected;
    const logRate = log(rate);
    const share = logBeta - logRate;
    const gained = observed > 0 ? logGamma(alpha + observed) - base - observed * logRate : 0;
    return {
      value: gained + alpha * share,
      byAlpha: alpha * ((observed > 0 ? digamma(alpha + observed) - slope : 0) + share),
      byBeta: alpha - (beta * (alpha + observed)) / rate,
    };
  });
}

function lossAt(point: Point, cells: readonly Counted[]): Place {
  const { weight, parts } = priorAt(point);
  const [first, second] = parts.map((each) => part(each, cells));
  const slopes = [0, 0, 0, 0, 0];
  let loss = 0;
  for (const [i, { constant }] of cells.entries()) {
    const [one, two] = [first![i]!, second![i]!];
    const logOdds = point[4]! + one.value - two.value;
    const share = sigmoid(logOdds);
    const larger = logOdds > 0;
    // ln (P e^one + (1 − P) e^two), from the larger of both
    const logged = larger ? log(weight) + one.value : log(1 - weight) + two.value;
    loss -= logged + log1p(exp(-Math.abs(logOdds))) + constant;
    slopes[0]! -= share * one.byAlpha;
    slopes[1]! -= share * one.byBeta;
    slopes[2]! -= (1 - share) * two.byAlpha;
    slopes[3]! -= (1 - share) * two.byBeta;
    slopes[4]! -= share - weight;
  }
  return { loss, slopes };
}

interface Place {
  readonly loss: number;
  readonly slopes: number[];
}

const dot = (u: Point, v: Point) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);

/** The first of ever shorter steps in a direction that descends far enough, if there is one. */
function stepAlong(direction: Point, point: Point, here: Place, cells: readonly Counted[]) {
  const descent = dot(direction, here.slopes);
  for (let length = Math.min(1, 2 / Math.sqrt(dot(direction, direction))); length > 1e-12; length /= 2) {
    const moved = point.map((value, i) => value + length * direction[i]!);
    const there = lossAt(moved, cells);
    if (there.loss <= here.loss + 1e-4 * length * descent) return { ...there, point: moved };
  }
  return undefined;
}

/** Steps of the search at most; a table of some hundred pairs takes fewer than half of them. */
const MOST_STEPS = 200;

/**
 * Quasi-Newton (BFGS) from DuMouchel's start, halving steps that do not descend.
 *
 * @param cells two or more pairs, each with an expected count above 0
 */
export function fitPrior(cells: readonly Cell[]): FittedPrior {
  const counted = cells.map((cell) => ({
    ...cell,
    constant: cell.observed * log(cell.expected) - logGamma(cell.observed + 1),
  }));
  let point = pointOf(START);
  let here = lossAt(point, counted);
  const identity = () => point.map((_, i) => point.map((_, j) => (i === j ? 1 / cells.length : 0)));
  let inverse = identity();
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slopes } = here;
    if (dot(slopes, slopes) < 1e-9) break;
    let direction = inverse.map((row) => -dot(row, slopes));
    if (dot(direction, slopes) >= 0) {
      inverse = identity();
      direction = inverse.map((row) => -dot(row, slopes));
    }
    const there = stepAlong(direction, point, here, counted);
    if (!there) break;
    const moved = there.point;
    const s = moved.map((value, i) => value - point[i]!);
    const y = there.slopes.map((value, i) => value - slopes[i]!);
    const curvature = dot(s, y);
    if (curvature > 1e-12) {
      const hy = inverse.map((row) => dot(row, y));
      const scale = (1 + dot(y, hy) / curvature) / curvature;
      inverse = inverse.map((row, i) =>
        row.map((value, j) => value + scale * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature),
      );
    }
    point = moved;
    here = there;
  }
  return { prior: ordered(priorAt(point)), loss: here.loss };
}

/** The part with the larger mean comes first, as DuMouchel writes it. */
function ordered({ weight, parts: [one, two] }: GammaMixture): GammaMixture {
  return one.alpha * two.beta >= two.alpha * one.beta
    ? { weight, parts: [one, two] }
    : { weight: 1 - weight, parts: [two, one] };
}
