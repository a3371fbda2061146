/** Next-token prediction: batches of texts, and their mean loss in nats a token. */
import { IGNORED, type Transformer } from '../model/transformer.ts';

export interface Batch {
  readonly sequences: number;
  readonly length: number;
  /** (sequences · length): each text, with or without its last token, filled up with 0. */
  readonly tokens: Int32Array;
  /** The token after each; IGNORED within the prompt and behind the end of a text. */
  readonly targets: Int32Array;
  /** Targets that count. */
  readonly predicted: number;
}

/**
 * Texts of different lengths side by side.
 *
 * @param prompt how many first tokens of every text, or of each, are read and not predicted
 * @param readLast whether the model reads the last token too, after which nothing is predicted
 */
export function batchOf(
  texts: readonly (readonly number[])[],
  prompt: number | readonly number[] = 0,
  readLast = false,
): Batch {
  const length = Math.max(...texts.map((text) => text.length)) - (readLast ? 0 : 1);
  const tokens = new Int32Array(texts.length * length);
  const targets = new Int32Array(texts.length * length).fill(IGNORED);
  let predicted = 0;
  for (const [s, text] of texts.entries()) {
    const unpredicted = typeof prompt === 'number' ? prompt : prompt[s]!;
    if (readLast) tokens[s * length + text.length - 1] = text.at(-1)!;
    for (let t = 0; t + 1 < text.length; t++) {
      tokens[s * length + t] = text[t]!;
      if (t + 1 < unpredicted) continue;
      targets[s * length + t] = text[t + 1]!;
      predicted += 1;
    }
  }
  return { sequences: texts.length, length, tokens, targets, predicted };
}

export interface MeanLoss {
  /** Mean −log P(next token), nats. */
  readonly loss: number;
  /** Adds its gradient to the model's; only before the model reads anything else. */
  backward(): void;
}

export function meanLoss(model: Transformer, { sequences, tokens, targets, predicted }: Batch): MeanLoss {
  const pass = model.forward(tokens, sequences);
  const weights = new Float32Array(tokens.length).fill(1 / predicted);
  let sum = 0;
  for (const loss of model.crossEntropy(targets, weights)) sum += loss;
  return { loss: sum / predicted, backward: () => model.backward(pass, { logits: true }) };
}
