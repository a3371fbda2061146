/** The policy as it is, on some questions several times each: what each question gets, and how far the policy is. */
import { mean } from '../../measure/mean.ts';
import type { Rng } from '../../rng.ts';
import { inBatches } from '../../stages/batches.ts';
import { klOn } from '../../stages/divergence.ts';
import { answersTo, type Laboratory } from '../../stages/laboratory.ts';
import { trueOrder } from '../../stages/preferences.ts';
import type { Response } from '../../stages/responses.ts';
import { scoresOf, type PreferencePair } from '../../stages/rewardModel.ts';
import { standardised, type Standard } from '../../stages/standard.ts';
import { goldReward, judge, type Question } from '../../world/world.ts';

export interface Asked {
  readonly responses: readonly Response[];
  /** Mean true quality of the answers to each question. */
  readonly golds: readonly number[];
  readonly gold: number;
  /** Mean standardised score. */
  readonly proxy: number;
  /** From the reference, at the prefixes of these answers; nats per answer. */
  readonly kl: number;
  /** Tokens. */
  readonly length: number;
  /** Share of answers of the right form. */
  readonly format: number;
  /** Share of answers in which something is forbidden. */
  readonly avoids: number;
}

/** @param times samples of each question, at T = 1 */
export function* ask(
  laboratory: Laboratory,
  questions: readonly Question[],
  times: number,
  standard: Standard,
  rng: Rng,
): Generator<undefined, Asked, undefined> {
  const { policy, reference, rewardModel } = laboratory;
  const repeated = questions.flatMap((question) => Array.from({ length: times }, () => question));
  const responses = yield* answersTo(laboratory, repeated, 1, rng);
  const all = responses.map(({ answer }, i) => ({
    gold: goldReward(repeated[i]!, answer),
    ...judge(repeated[i]!, answer),
  }));
  let kl = 0;
  for (const some of inBatches(responses, policy.capacity)) {
    kl += (klOn(policy, reference, some) * some.length) / responses.length;
  }
  const shareOf = (holds: (each: (typeof all)[number]) => boolean) =>
    mean(all.map((each) => (holds(each) ? 1 : 0)));
  return {
    responses,
    golds: questions.map((_, q) => mean(all.slice(q * times, (q + 1) * times).map(({ gold }) => gold))),
    gold: mean(all.map(({ gold }) => gold)),
    proxy: mean(scoresOf(rewardModel, responses).map((score) => standardised(score, standard))),
    kl: Math.max(0, kl),
    length: mean(responses.map(({ answer }) => answer.length)),
    format: shareOf(({ wellFormed }) => wellFormed),
    avoids: shareOf(({ avoids }) => avoids),
  };
}

/** Answers to a question in pairs, with their true order, without those that are nearly equal: an even number of answers each. */
export function pairsOf(
  questions: readonly Question[],
  times: number,
  { responses }: Asked,
): PreferencePair[] {
  const judged = responses.map((response, i) => {
    const question = questions[Math.floor(i / times)]!;
    const { answer } = response;
    return { ...response, gold: goldReward(question, answer), hasKeyword: judge(question, answer).avoids };
  });
  return judged.flatMap((one, i) => (i % 2 === 0 ? (trueOrder(one, judged[i + 1]!) ?? []) : []));
}
