/** A transformer that learns from verdicts said to prompts of a board, and what every method there is given alike. */
import { createAdamW } from '../../model/adamW.ts';
import type { Transformer } from '../../model/transformer.ts';
import type { Rng } from '../../rng.ts';
import type { Question } from '../../world/world.ts';
import { logSoftmax, type Game } from '../verdictGame.ts';
import { leaveSlopes, read, verdictLogits } from '../verdictPolicy.ts';

/** One checkpoint, one board, one budget. */
export interface Match {
  /** The reference when a method begins. */
  readonly model: Transformer;
  readonly questions: readonly Question[];
  /** Of the verdicts. */
  readonly tokens: readonly number[];
  /** The judge's rewards, and the reference. */
  readonly game: Game;
  /** What a checker pays (prompts, verdicts). */
  readonly gold: Float64Array;
  /** Verdicts that may be sampled and judged. */
  readonly samples: number;
  readonly beta: number;
  readonly rng: Rng;
}

/** Yields after each update how much of its budget it has learned from, in verdicts. */
export type VerdictMethod = (match: Match) => Generator<number, void, undefined>;

/** Slopes of a loss: in the logits of the verdicts (rows, verdicts), and in the value of each prompt. */
export interface Slopes {
  readonly logits: Float64Array;
  readonly values?: readonly number[];
}

export interface Learner {
  /**
   * One update.
   *
   * @param rows of the board
   * @param slopesOf gets log π (rows, verdicts) and the value of each prompt, as they are now
   */
  update(
    rows: readonly number[],
    learningRate: number,
    slopesOf: (policy: Float64Array, values: readonly number[]) => Slopes,
  ): void;
}

export function createLearner({ model, questions, tokens, game }: Match): Learner {
  const adam = createAdamW(model);
  return {
    update(rows, rate, slopesOf) {
      const prompts = rows.map((row) => questions[row]!);
      const pass = read(model, prompts);
      const policy = logSoftmax(verdictLogits(model, rows.length, tokens), game.verdicts);
      const length = prompts[0]!.tokens.length;
      const lastOf = (row: number) => (row + 1) * length - 1;
      const all = model.values();
      const slopes = slopesOf(
        policy,
        rows.map((_, row) => all[lastOf(row)]!),
      );
      model.zeroGradients();
      leaveSlopes(model, slopes.logits, tokens);
      const dValues = new Float32Array(rows.length * length);
      for (const [row, slope] of (slopes.values ?? []).entries()) dValues[lastOf(row)] = slope;
      model.backward(pass, slopes.values ? { logits: true, dValues } : { logits: true });
      adam.step(rate);
    },
  };
}
