/**
 * What ranks pairs of answers without having seen a label: the marks that a reward model has to beat. All three are
 * measured on the very pairs on which it is measured, a tie counting one half, as there.
 */
import { share } from '../metric.ts';
import type { Transformer } from '../model/transformer.ts';
import { inBatches } from './batches.ts';
import { responseBatch, tokensByAnswer, type Response } from './responses.ts';
import { rankedShare, type PreferencePair } from './rewardModel.ts';

export const baselineMetrics = {
  likelihood: {
    ...share(
      'Those pairs in which the better answer is the likelier one to the fine-tuned model (the sum of its log-probabilities): a ranking before any label.',
      'likelihood alone',
    ),
    cite: 'rafailov2023',
  },
  longer: {
    ...share(
      'Those pairs in which the better answer is the longer one; equal lengths count one half. Where the shorter one wins, it is what this lacks to 1.',
      'length alone',
    ),
    cite: 'singhal2023',
  },
  chance: share('Those pairs when every answer gets the same score: all ties.', 'chance'),
} as const;

export type Baselines = { readonly [K in keyof typeof baselineMetrics]: number };

/** log P(y | x) of each answer, nats: the sum over its tokens. */
export function logLikelihoods(model: Transformer, responses: readonly Response[]): number[] {
  return [...inBatches(responses, model.capacity)].flatMap((some) => {
    const batch = responseBatch(some);
    model.forward(batch);
    const losses = model.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
    return tokensByAnswer(batch).map((tokens) => -tokens.reduce((sum, token) => sum + losses[token]!, 0));
  });
}

/** @param model the fine-tuned model, from which the reward model is made */
export function baselinesOn(model: Transformer, pairs: readonly PreferencePair[]): Baselines {
  return {
    likelihood: rankedShare(pairs, (responses) => logLikelihoods(model, responses)),
    longer: rankedShare(pairs, (responses) => responses.map(({ answer }) => answer.length)),
    chance: rankedShare(pairs, (responses) => responses.map(() => 0)),
  };
}
