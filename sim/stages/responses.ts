/** Answers of a model to prompts of one length, and what the model thinks of every token of them. */
import type { Transformer } from '../model/transformer.ts';
import { batchOf, type Batch } from './languageModel.ts';

export interface Response {
  readonly prompt: readonly number[];
  /** With the end token, unless it was cut off. */
  readonly answer: readonly number[];
}

/**
 * Prompts and answers as one batch in which only answers are predicted.
 *
 * @param readLast whether the model reads the last token of each answer too
 */
export function responseBatch(responses: readonly Response[], readLast = false): Batch {
  const prompt = responses[0]!.prompt.length;
  return batchOf(
    responses.map((response) => [...response.prompt, ...response.answer]),
    prompt,
    readLast,
  );
}

/** Calls back for every token of every answer: its sequence, and the row whose logits predict it. */
export function eachToken(
  { sequences, length, targets }: Batch,
  visit: (sequence: number, row: number) => void,
): void {
  for (let s = 0; s < sequences; s++) {
    for (let t = 0; t < length; t++) if (targets[s * length + t]! >= 0) visit(s, s * length + t);
  }
}

/** By answer: the rows whose logits predict its tokens. */
export function rowsByAnswer(batch: Batch): number[][] {
  const rows = Array.from({ length: batch.sequences }, (): number[] => []);
  eachToken(batch, (s, row) => rows[s]!.push(row));
  return rows;
}

/** Probabilities of the first token of an answer; (prompts, V). */
export function firstToken(model: Transformer, prompts: readonly (readonly number[])[]): Float32Array[] {
  const { kernels, shape } = model;
  const length = prompts[0]!.length;
  model.forward(prompts.flat(), prompts.length);
  kernels.softmax(model.logits.at, prompts.length * length, shape.vocabulary, 1);
  return prompts.map((_, s) => {
    const at = model.logits.at + ((s + 1) * length - 1) * shape.vocabulary;
    return kernels.heap.f32.slice(at, at + shape.vocabulary);
  });
}
