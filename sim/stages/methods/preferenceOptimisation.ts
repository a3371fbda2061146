/** Learning from pairs that the judge has ordered: DPO, IPO, SimPO and KTO offline, and DPO online. */
import { createAdamW } from '../../model/adamW.ts';
import { learningRate } from '../../model/schedule.ts';
import { mean } from '../../measure/mean.ts';
import { epochsOf, LARGEST_BATCH } from '../batches.ts';
import type { Laboratory } from '../laboratory.ts';
import type { PreferencePair } from '../rewardModel.ts';
import { sampledGroups, type Group } from './groups.ts';
import { dpoLoss, ipoLoss, simpoLoss, type Likelihood, type PairLoss } from './preferenceLosses.ts';
import { ktoLoss } from './thumbLoss.ts';
import type { Method, Trial } from './trial.ts';
import { tokenLogProbs, weightedGradient, type LogProbs } from './weightedUpdate.ts';

const PAIRS = LARGEST_BATCH / 2;

/** The slope of the mean loss in log π of each of some answers: chosen and rejected by turns. */
type AnswerSlopes = (answers: readonly Likelihood[]) => number[];

export const pairwise =
  (loss: PairLoss): AnswerSlopes =>
  (answers) =>
    Array.from({ length: answers.length / 2 }, (_, i) => {
      const { chosen, rejected } = loss(answers[2 * i]!, answers[2 * i + 1]!);
      return [(2 * chosen) / answers.length, (2 * rejected) / answers.length];
    }).flat();

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

/** Two answers to a prompt in the judge's order; none if it pays both alike. */
export function pairOf({ responses: [a, b], rewards: [ofA, ofB] }: Group): PreferencePair | undefined {
  if (ofA === ofB) return undefined;
  return ofA! > ofB! ? { chosen: a!, rejected: b! } : { chosen: b!, rejected: a! };
}

const answersOf = (pairs: readonly PreferencePair[]) =>
  pairs.flatMap(({ chosen, rejected }) => [chosen, rejected]);

/** Leaves the gradient of the mean loss of some pairs in the policy. @returns what it thought of their answers, by turns */
export function preferenceGradient(
  { policy, reference }: Pick<Laboratory, 'policy' | 'reference'>,
  pairs: readonly PreferencePair[],
  slopes: AnswerSlopes,
): readonly Likelihood[] {
  const answers = answersOf(pairs);
  const ofReference = tokenLogProbs(reference, answers).map(sum);
  let read: Likelihood[] = [];
  weightedGradient(policy, answers, (logProbs: LogProbs) => {
    read = logProbs.map((tokens, i) => ({
      policy: sum(tokens),
      reference: ofReference[i]!,
      length: tokens.length,
    }));
    const each = slopes(read);
    return logProbs.map((tokens, i) => tokens.map(() => each[i]!));
  });
  return read;
}

/** What a method is beside its loss. */
interface Settings {
  readonly peak: number;
  readonly epochs: number;
}

const rewardOf = (groups: readonly Group[]) => mean(groups.flatMap(({ rewards }) => rewards));

/** All answers are sampled from the fine-tuned model first. @param slopesOf a batch of pairs, before the policy reads it */
const offline = (
  slopesOf: (pairs: readonly PreferencePair[], trial: Trial) => AnswerSlopes,
  { peak, epochs }: Settings,
): Method =>
  function* (trial) {
    const { laboratory, samples, rng } = trial;
    const groups = yield* sampledGroups(trial, samples / 2, 2, rng.stream('pairs'));
    const pairs = groups.flatMap((group) => pairOf(group) ?? []);
    const optimiser = createAdamW(laboratory.policy);
    const steps = epochs * Math.ceil(pairs.length / PAIRS);
    const schedule = { peak, floor: peak / 5, warmUp: 5, steps, decay: 'linear' } as const;
    let step = 0;
    for (const some of epochsOf(pairs, PAIRS, epochs, rng.stream('order'))) {
      preferenceGradient(laboratory, some, slopesOf(some, trial));
      optimiser.step(learningRate(step++, schedule));
      yield { sampled: samples, reward: rewardOf(groups) };
    }
  };

/** Of the pair losses; their own scale, not that of the penalty of policy gradients. */
const BETA = 0.1;
const SIMPO = { beta: 2, gamma: 1 } as const;
const OFFLINE: Settings = { peak: 4e-4, epochs: 2 };

export const dpo = offline(() => pairwise(dpoLoss(BETA)), OFFLINE);
export const ipo = offline(() => pairwise(ipoLoss(BETA)), OFFLINE);
export const simpo = offline(() => pairwise(simpoLoss(SIMPO.beta, SIMPO.gamma)), OFFLINE);

/**
 * KTO's reference point: how much likelier than the reference the policy makes answers that belong to the next prompt of
 * the batch, at least 0; nats (Ethayarajh et al. 2024, sec. 4.1 [@ethayarajh2024]).
 */
export function referencePoint(
  { policy, reference }: Pick<Laboratory, 'policy' | 'reference'>,
  pairs: readonly PreferencePair[],
): number {
  const answers = answersOf(pairs);
  const shifted = answers.map(({ answer }, i) => ({
    prompt: answers[(i + 2) % answers.length]!.prompt,
    answer,
  }));
  const total = (model: Laboratory['policy']) => sum(tokenLogProbs(model, shifted).map(sum));
  return Math.max(0, (total(policy) - total(reference)) / shifted.length);
}

/** The pairs as single thumbs, up for the chosen and down for the rejected answer. */
export const kto = offline((pairs, { laboratory }) => {
  const z = referencePoint(laboratory, pairs);
  return (answers) =>
    answers.map((answer, i) => ktoLoss(BETA, answer, i % 2 === 0, z).slope / answers.length);
}, OFFLINE);

/** Two answers a prompt of the policy as it is, at every step (Guo et al. 2024 [@guo2024]). */
export const onlineDpo: Method = function* (trial) {
  const { laboratory, samples, rng } = trial;
  const optimiser = createAdamW(laboratory.policy);
  const steps = Math.floor(samples / LARGEST_BATCH);
  const peak = 1e-3;
  const schedule = { peak, floor: peak / 5, warmUp: 5, steps, decay: 'linear' } as const;
  for (let step = 0; step < steps; step++) {
    const groups = yield* sampledGroups(trial, PAIRS, 2, rng.stream(`step ${step}`));
    const pairs = groups.flatMap((group) => pairOf(group) ?? []);
    for (let epoch = 0; epoch < 2 && pairs.length > 0; epoch++) {
      preferenceGradient(laboratory, pairs, pairwise(dpoLoss(BETA)));
      optimiser.step(learningRate(step, schedule));
    }
    yield { sampled: (step + 1) * LARGEST_BATCH, reward: rewardOf(groups) };
  }
};
