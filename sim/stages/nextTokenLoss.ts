/**
 * The loss of a text, position by position: which token a row of logits is compared with, and which positions count.
 * Right forms stand beside two that the source of the course prints, which are one position off.
 */
import { exp, log } from '../float.ts';

/** What the loss takes no account of: PyTorch's ignore index. */
export const IGNORED = -100;

/** One row of V logits for every token that is read. */
export type Logits = readonly ArrayLike<number>[];

/**
 * `every`: each token but the first. `suffix`: those behind a prefix, as in prefix-LM and in fine-tuning.
 * `source-prefix` and `source-sft`: the source's `prefix_lm_loss` and its `SFTTrainer.compute_loss`.
 */
export type Scoring = 'every' | 'suffix' | 'source-prefix' | 'source-sft';

/**
 * The token that each row is compared with. Row t has read the tokens 0 … t, so that it predicts token t + 1.
 *
 * @param labels (T) tokens, IGNORED where nothing is scored
 * @param prefix tokens that are given and not scored
 * @returns (T) a token, or IGNORED
 */
export function targetsOf(scoring: Scoring, labels: readonly number[], prefix: number): number[] {
  return labels.map((label, t) => {
    const next = labels[t + 1] ?? IGNORED;
    switch (scoring) {
      case 'every':
        return next;
      case 'suffix':
        return t + 1 >= prefix ? next : IGNORED;
      case 'source-prefix': // slices logits and labels at the prefix, then shifts: label `prefix` falls out
        return t >= prefix ? next : IGNORED;
      case 'source-sft': // does not shift: each row is asked for the token that it has just read
        return t >= prefix ? label : IGNORED;
    }
  });
}

/** −log softmax(logits)[target], in nats, as log Σ e^z − z: no probability is rounded to 0 on the way. */
export const tokenLoss = (logits: ArrayLike<number>, target: number, sum = logSumExp(logits)): number =>
  sum - logits[target]!;

/** log Σ e^z, nats: the part of the loss that is the same for every target. */
export function logSumExp(logits: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i]!);
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += exp(logits[i]! - largest);
  return log(sum) + largest;
}

/**
 * Mean −log P(target) over the targets that count, in nats; 0 if none does.
 *
 * @param sums of the rows, where they are known: a row is as long as the vocabulary
 */
export function crossEntropy(
  logits: Logits,
  targets: readonly number[],
  sums: readonly number[] = logits.map(logSumExp),
): number {
  let sum = 0;
  let scored = 0;
  for (const [t, target] of targets.entries()) {
    if (target === IGNORED) continue;
    sum += tokenLoss(logits[t]!, target, sums[t]);
    scored += 1;
  }
  return scored > 0 ? sum / scored : 0;
}
