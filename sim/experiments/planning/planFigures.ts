/** The arithmetic of a plan: loss, division, work, money and memory at the settings. */
import { exp, log } from '../../float.ts';
import { REFITS } from '../../measure/chinchillaRefits.ts';
import { middle95 } from '../../measure/bootstrap.ts';
import { GPUS } from '../../measure/gpus.ts';
import { effectiveTokens, lossOfRepeated, MUENNIGHOFF } from '../../measure/repeatedData.ts';
import {
  BESIROGLU,
  HOFFMANN,
  HOFFMANN_UNROUNDED,
  lossOf,
  optimum,
  trainingCompute,
} from '../../measure/scalingLaw.ts';
import { fineTuningWork, ppoWork, rewardModelWork } from '../../measure/stageWork.ts';
import { bytesOnEach } from '../../measure/trainingMemory.ts';
import type { SettingsOf } from '../../param.ts';
import { billOf } from '../oversight/label-cost.ts';
import { costOf } from '../scaling/training-cost.ts';
import type { params } from './planParams.ts';

export type Plan = SettingsOf<typeof params>;

const FITS = [HOFFMANN, HOFFMANN_UNROUNDED, BESIROGLU, MUENNIGHOFF] as const;

/** Places among the laws. */
export const BESIROGLUS = 2;
export const MUENNIGHOFFS = 3;

export const LN10 = log(10);

export const powerOf10 = (x: number) => exp(x * LN10);

/** 2.0e−5, with a true minus sign, at which no line breaks. */
export const scientific = (x: number) => x.toExponential(1).replace('-', '−');

/** N, U, D = U e and D′ of a plan. */
export function sizesOf({ weights, tokens, epochs }: Plan) {
  const [n, unique] = [weights * 1e9, tokens * 1e9];
  return { n, unique, read: unique * epochs, worth: effectiveTokens(unique, epochs) };
}

/** The middle 95 % of what the refits say, for each number that `of` reckons from one of them. */
const bandOf = (of: (refit: (typeof REFITS)[number]) => number) =>
  middle95(REFITS.map((refit) => Float64Array.of(of(refit))))[0]!;

/** Expected loss and its middle 95 %, by the fit of 2024, after so many new tokens. */
export function lossWithBand(n: number, tokens: number) {
  const [low, high] = bandOf((refit) => lossOf(refit, n, tokens));
  return { loss: lossOf(BESIROGLU, n, tokens), low, high };
}

/** By each law: if all tokens were new, and as planned. */
export function lossesOf(plan: Plan) {
  const { n, unique, read, worth } = sizesOf(plan);
  return FITS.map((fit, law) => ({
    law,
    fresh: lossOf(fit, n, read),
    loss: law === MUENNIGHOFFS ? lossOfRepeated(n, unique, plan.epochs) : lossOf(fit, n, worth),
  }));
}

/** By each law: the best division of the plan's compute, all tokens new. */
export function divisionsOf(plan: Plan) {
  const { n, read } = sizesOf(plan);
  const compute = trainingCompute(n, read);
  const ratioOf = (fit: (typeof FITS)[number]) => {
    const { weights, tokens } = optimum(fit, compute);
    return tokens / weights;
  };
  const band = bandOf(ratioOf);
  return FITS.map((fit, law) => {
    const { weights, tokens } = optimum(fit, compute);
    const ratio = ratioOf(fit);
    const [low, high] = law === BESIROGLUS ? band : [ratio, ratio];
    return { law, ratio, low, high, weights, loss: lossOf(fit, weights, tokens) };
  });
}

/** How far the plan's division lies above the best, by the fit of 2024 with all tokens new; and the best weights. */
export function aboveBest(plan: Plan) {
  const { n, read } = sizesOf(plan);
  const best = optimum(BESIROGLU, trainingCompute(n, read));
  return {
    best: best.weights,
    above: lossOf(BESIROGLU, n, read) - lossOf(BESIROGLU, best.weights, best.tokens),
  };
}

const priceOf = ({ gpu, priceH100, priceH200, priceB200 }: Plan) =>
  ({ h100: priceH100, h200: priceH200, b200: priceB200 })[gpu];

/** Pretraining, fine-tuning, reward model, PPO: operations, hours, days and dollars of each. */
export function workOf(plan: Plan) {
  const { n, read } = sizesOf(plan);
  const { length } = plan;
  const { peak } = GPUS[plan.gpu];
  return [
    trainingCompute(n, read),
    fineTuningWork(n, plan.demonstrations, length),
    rewardModelWork(n, plan.pairs, length),
    ppoWork(n, plan.iterations * plan.answers, length),
  ].map((compute) => {
    const gpuHours = compute / (peak * plan.utilisation) / 3600;
    return {
      compute,
      gpuHours,
      days: gpuHours / plan.gpus / 24,
      cost: costOf(compute, peak, plan.utilisation, priceOf(plan)),
    };
  });
}

/** Demonstrations, then preferences. */
export function labelsOf({ demonstrations, pairs, writing, minutes, expertPrice }: Plan) {
  const hours = (demonstrations * writing) / 60;
  const judged = billOf({ pairs, minutes, votes: 1, crowd: 0, expertPrice, crowdPrice: 0 });
  return [
    { hours, cost: hours * expertPrice },
    { hours: judged.hours, cost: judged.cost },
  ];
}

/** Bytes on each GPU by stage of ZeRO. */
export const memoryOf = ({ weights, gpus, gpu }: Plan) =>
  ([0, 1, 2, 3] as const).map((stage) => {
    const bytes = bytesOnEach(weights * 1e9, gpus, stage);
    return { stage, bytes, share: bytes / GPUS[gpu].memory };
  });
