/** Gradient steps of a language model on texts: pretraining and supervised fine-tuning differ in what they are given. */
import { createAdamW, type AdamWSettings } from '../model/adamW.ts';
import { learningRate, type Schedule } from '../model/schedule.ts';
import { nextTokenTask, predictedIn } from './languageModel.ts';
import { shardsOf, together, type Team } from './shards.ts';

export interface TrainingStep {
  /** Updates so far, this one included. */
  readonly step: number;
  /** Before the update, nats per token. */
  readonly loss: number;
  readonly learningRate: number;
  /** Length of the gradient before it is clipped. */
  readonly gradientNorm: number;
  /** Tokens read so far, prompts included. */
  readonly tokens: number;
}

/**
 * One update of the policy for each batch.
 *
 * @param prompt the first tokens of every text, which are read and not predicted: 0 in pretraining
 * @param settings of AdamW, where they are not its defaults
 */
export function* train(
  team: Team,
  batches: Iterable<readonly (readonly number[])[]>,
  schedule: Schedule,
  prompt = 0,
  settings: Partial<AdamWSettings> = {},
): Generator<TrainingStep | undefined, void, undefined> {
  const optimiser = createAdamW(team.workbench.model('policy'), settings);
  let step = 0;
  let tokens = 0;
  for (const texts of batches) {
    const rate = learningRate(step, schedule);
    const whole = { prompt, predicted: predictedIn(texts, prompt) };
    const losses = yield* together(nextTokenTask, team, whole, shardsOf(texts));
    const gradientNorm = optimiser.step(rate);
    step += 1;
    for (const text of texts) tokens += text.length;
    yield { step, loss: total(losses) / whole.predicted, learningRate: rate, gradientNorm, tokens };
  }
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
