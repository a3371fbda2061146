/** A transformer that plays the verdict game: its first answer token, of six, renormalised; and what judges it. */
import { createAdamW, type AdamW } from '../model/adamW.ts';
import type { Pass, Transformer } from '../model/transformer.ts';
import { END, goldReward, verdicts, type Question, type World } from '../world/world.ts';
import { inBatches } from './batches.ts';
import { gradientOf, logSoftmax, type Game } from './verdictGame.ts';

const WIDTH = verdicts.length;

export const verdictTokens = (world: World): number[] =>
  verdicts.map((verdict) => world.vocabulary.indexOf(verdict));

/** Reads the prompts, and makes ready that their last row gives logits. */
export function read(model: Transformer, prompts: readonly Question[]): Pass {
  const length = prompts[0]!.tokens.length;
  const starts = Array.from({ length: prompts.length + 1 }, (_, s) => s * length);
  const predicting = prompts.map((_, s) => starts[s + 1]! - 1);
  return model.forward({ tokens: prompts.flatMap(({ tokens }) => [...tokens]), starts, predicting });
}

/** The logits of the verdicts after these prompts (prompts, verdicts), as the model has just read them. */
export function verdictLogits(model: Transformer, count: number, tokens: readonly number[]): Float64Array {
  const { at } = model.logits;
  const { f32 } = model.kernels.heap;
  const columns = model.shape.vocabulary;
  return Float64Array.from({ length: count * WIDTH }, (_, i) => {
    return f32[at + Math.floor(i / WIDTH) * columns + tokens[i % WIDTH]!]!;
  });
}

/** Puts the slopes of a loss in the logits of the verdicts (prompts, verdicts) in their place, for the way back. */
export function leaveSlopes(model: Transformer, slopes: Float64Array, tokens: readonly number[]): void {
  const count = slopes.length / WIDTH;
  // Empties the rows, and says that logits have a gradient.
  model.crossEntropy(new Int32Array(count), new Float32Array(count));
  const { at } = model.logits;
  const { f32 } = model.kernels.heap;
  const columns = model.shape.vocabulary;
  for (const [i, slope] of slopes.entries())
    f32[at + Math.floor(i / WIDTH) * columns + tokens[i % WIDTH]!] = slope;
}

/** What the model's output gives each verdict (prompts, verdicts): logits, or the shares of a reward model's word head. */
export function logitsOn(
  model: Transformer,
  questions: readonly Question[],
  tokens: readonly number[],
): Float64Array {
  const all = [...inBatches(questions, model.capacity)].map((some) => {
    read(model, some);
    return verdictLogits(model, some.length, tokens);
  });
  return Float64Array.from(all.flatMap((each) => [...each]));
}

/** log π (prompts, verdicts), nats. */
export const policyOn = (model: Transformer, questions: readonly Question[], tokens: readonly number[]) =>
  logSoftmax(logitsOn(model, questions, tokens), WIDTH);

/**
 * Gold reward of each verdict (prompts, verdicts): with the rest of the answer as the expert gives it, where the
 * verdict is hers, and otherwise alone, since nothing after a wrong verdict earns anything.
 */
export function goldOn(world: World, questions: readonly Question[]): Float64Array {
  const rewards = questions.flatMap((question) =>
    verdicts.map((verdict) => {
      const { fact } = question;
      const words = verdict === fact.verdict ? fact.answer : [verdict];
      return goldReward(question, [...world.encode(words), END]);
    }),
  );
  return Float64Array.from(rewards);
}

/** Trains the transformer on the exact gradient of J. */
export interface Player {
  /** One update; gives log π as it was before. */
  step(): Float64Array;
}

export function createPlayer(
  model: Transformer,
  game: Game,
  questions: readonly Question[],
  { tokens, beta, learningRate }: { tokens: readonly number[]; beta: number; learningRate: number },
): Player {
  const adam: AdamW = createAdamW(model);
  return {
    step() {
      const before: number[] = [];
      model.zeroGradients();
      for (const some of inBatches(questions, model.capacity)) {
        const pass = read(model, some);
        const policy = logSoftmax(verdictLogits(model, some.length, tokens), WIDTH);
        const from = before.length;
        const gradient = gradientOf(part(game, from, policy.length), policy, beta);
        // The loss is −J.
        const share = some.length / questions.length;
        leaveSlopes(
          model,
          gradient.map((slope) => -slope * share),
          tokens,
        );
        model.backward(pass, { logits: true });
        before.push(...policy);
      }
      adam.step(learningRate);
      return Float64Array.from(before);
    },
  };
}

/** The prompts of a game whose tables stand from here on. */
function part({ verdicts, rewards, reference }: Game, from: number, length: number): Game {
  return {
    prompts: length / verdicts,
    verdicts,
    rewards: rewards.subarray(from, from + length),
    reference: reference.subarray(from, from + length),
  };
}
