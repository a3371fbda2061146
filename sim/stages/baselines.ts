/** What is taken off a reward to make an advantage of it: the same gradient on average, with more or less noise. */
import { mean } from '../measure/mean.ts';

export const baselineChoices = {
  none: 'none',
  constant: 'mean of the batch',
  prompt: 'mean of the prompt',
  others: 'leave-one-out',
  value: 'value head',
} as const;

export type Baseline = keyof typeof baselineChoices;

/** Answers of a batch, those to one prompt next to each other. */
export interface Rewarded {
  /** Of each answer, in deviations of the score. */
  readonly rewards: readonly number[];
  /** Answers to each prompt. */
  readonly group: number;
  /** V before each token, answer by answer. */
  readonly values: readonly (readonly number[])[];
}

/**
 * Â of every token, answer by answer: the reward of the whole answer, minus the baseline. With `others` it is that of
 * Ahmadian et al. 2024 [@ahmadian2024], with `value` that of GAE at γ = λ = 1.
 */
export function advantagesBy(baseline: Baseline, { rewards, group, values }: Rewarded): number[][] {
  const overall = mean(rewards);
  return values.map((own, s) => {
    const first = s - (s % group);
    const ofPrompt = mean(rewards.slice(first, first + group));
    const reward = rewards[s]!;
    const others = (ofPrompt * group - reward) / (group - 1);
    const off = { none: 0, constant: overall, prompt: ofPrompt, others };
    return own.map((value) => reward - (baseline === 'value' ? value : off[baseline]));
  });
}
