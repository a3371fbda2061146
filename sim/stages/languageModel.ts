/** Next-token prediction: batches of texts, and their mean loss in nats per token. */
import type { Packed, Transformer } from '../model/transformer.ts';
import { partsOf, type Task } from './shards.ts';

/** Texts one behind the other, and the tokens in them that are predicted. */
export interface Batch extends Packed {
  readonly sequences: number;
  /** (rows) each text, with or without its last token. */
  readonly tokens: Int32Array;
  readonly starts: Int32Array;
  /** (predicted) the rows that have read all before a token that counts. */
  readonly predicting: Int32Array;
  /** (predicted) that token. */
  readonly targets: Int32Array;
  /** (predicted) the text in which it stands. */
  readonly owners: Int32Array;
  /** Tokens that count. */
  readonly predicted: number;
}

/**
 * Texts of different lengths, packed.
 *
 * @param prompt how many first tokens of every text, or of each, are read and not predicted
 * @param readLast whether the model reads the last token too, after which nothing is predicted
 */
export function batchOf(
  texts: readonly (readonly number[])[],
  prompt: number | readonly number[] = 0,
  readLast = false,
): Batch {
  const unread = readLast ? 0 : 1;
  /** The first token of a text that counts: what comes first of all is never predicted. */
  const firstOf = (s: number) => Math.max(1, typeof prompt === 'number' ? prompt : prompt[s]!);
  const starts = new Int32Array(texts.length + 1);
  let predicted = 0;
  for (const [s, { length }] of texts.entries()) {
    starts[s + 1] = starts[s]! + length - unread;
    predicted += Math.max(0, length - firstOf(s));
  }
  const tokens = new Int32Array(starts[texts.length]!);
  const [predicting, targets, owners] = [
    new Int32Array(predicted),
    new Int32Array(predicted),
    new Int32Array(predicted),
  ];
  let i = 0;
  for (const [s, text] of texts.entries()) {
    const start = starts[s]!;
    for (let t = 0; t < text.length - unread; t++) tokens[start + t] = text[t]!;
    for (let t = firstOf(s); t < text.length; t++) {
      predicting[i] = start + t - 1;
      targets[i] = text[t]!;
      owners[i] = s;
      i += 1;
    }
  }
  return { sequences: texts.length, starts, tokens, predicting, targets, owners, predicted };
}

export interface MeanLoss {
  /** Mean −log P(next token), nats. */
  readonly loss: number;
  /** Adds its gradient to the model's; only before the model reads anything else. */
  backward(): void;
}

export function meanLoss(model: Transformer, batch: Batch): MeanLoss {
  const { targets, predicted } = batch;
  const pass = model.forward(batch);
  let sum = 0;
  for (const loss of model.crossEntropy(targets, new Float32Array(predicted).fill(1 / predicted)))
    sum += loss;
  return { loss: sum / predicted, backward: () => model.backward(pass, { logits: true }) };
}

/** Of a batch of texts, what its shards need to know of the whole. */
export interface WholeBatch {
  /** How many first tokens of every text are not predicted. */
  readonly prompt: number;
  /** Tokens that are predicted, in all shards. */
  readonly predicted: number;
}

/** Tokens of these texts that are predicted. */
export const predictedIn = (texts: readonly (readonly number[])[], prompt: number): number =>
  texts.reduce((sum, { length }) => sum + Math.max(0, length - Math.max(1, prompt)), 0);

/** The gradient of the mean loss of a batch; gives Σ −log P(next token) of each shard, nats. */
export const nextTokenTask: Task<WholeBatch, readonly (readonly number[])[], number> = {
  name: 'next token',
  roles: ['policy'],
  trains: 'policy',
  run(workbench, { prompt, predicted }, shards, first) {
    const model = workbench.model('policy');
    const batch = batchOf(shards.flat(), prompt);
    const pass = model.forward(batch);
    const losses = model.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1 / predicted));
    model.backward(
      pass,
      { logits: true },
      partsOf(
        model,
        shards.map((texts) => texts.length),
        first,
      ),
    );
    let token = 0;
    return shards.map((texts) => {
      let sum = 0;
      for (const end = token + predictedIn(texts, prompt); token < end; token++) sum += losses[token]!;
      return sum;
    });
  },
};
