/** Gradient steps of a language model on texts: pretraining and supervised fine-tuning differ in what they are given. */
import { createAdamW, type AdamWSettings } from '../model/adamW.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import type { Transformer } from '../model/transformer.ts';
import { batchOf, meanLoss } from './languageModel.ts';

export interface TrainingStep {
  /** Updates so far, this one included. */
  readonly step: number;
  /** Before the update, nats a token. */
  readonly loss: number;
  readonly learningRate: number;
  /** Length of the gradient before it is clipped. */
  readonly gradientNorm: number;
  /** Tokens read so far, prompts included. */
  readonly tokens: number;
}

/**
 * One update for each batch.
 *
 * @param prompt the first tokens of every text, which are read and not predicted: 0 in pretraining
 * @param settings of AdamW, where they are not its defaults
 */
export function* train(
  model: Transformer,
  batches: Iterable<readonly (readonly number[])[]>,
  schedule: Schedule,
  prompt = 0,
  settings: Partial<AdamWSettings> = {},
): Generator<TrainingStep, void, undefined> {
  const optimiser = createAdamW(model, settings);
  let step = 0;
  let tokens = 0;
  for (const texts of batches) {
    const rate = learningRate(step, schedule);
    model.zeroGradients();
    const { loss, backward } = meanLoss(model, batchOf(texts, prompt));
    backward();
    const gradientNorm = optimiser.step(rate);
    step += 1;
    for (const text of texts) tokens += text.length;
    yield { step, loss, learningRate: rate, gradientNorm, tokens };
  }
}
