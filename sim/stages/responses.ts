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
  return batchOf(
    responses.map(({ prompt, answer }) => [...prompt, ...answer]),
    responses.map(({ prompt }) => prompt.length),
    readLast,
  );
}

/**
 * Measures each different answer once: samples of one prompt are often the same. A model reads every answer of a batch
 * for itself, so that this changes no bit.
 */
export function onceEach(
  responses: readonly Response[],
  measure: (different: readonly Response[]) => readonly number[],
): number[] {
  const places = new Map<string, number>();
  const different: Response[] = [];
  const placeOf = responses.map((response) => {
    const key = `${response.prompt.join()}|${response.answer.join()}`;
    const place = places.get(key) ?? different.push(response) - 1;
    places.set(key, place);
    return place;
  });
  const measured = measure(different);
  return placeOf.map((place) => measured[place]!);
}

/** Calls back for every token of every answer: its sequence, its place among all of them, and the row that predicts it. */
export function eachToken(
  { owners, predicting }: Batch,
  visit: (sequence: number, token: number, row: number) => void,
): void {
  for (let i = 0; i < owners.length; i++) visit(owners[i]!, i, predicting[i]!);
}

/** By answer: the places of its tokens among those of all answers. */
export function tokensByAnswer(batch: Batch): number[][] {
  const tokens = Array.from({ length: batch.sequences }, (): number[] => []);
  eachToken(batch, (s, token) => tokens[s]!.push(token));
  return tokens;
}

/** Probabilities of the first token of an answer; (prompts, V). */
export function firstToken(model: Transformer, prompts: readonly (readonly number[])[]): Float32Array[] {
  const { kernels, shape } = model;
  const length = prompts[0]!.length;
  const starts = Array.from({ length: prompts.length + 1 }, (_, s) => s * length);
  model.forward({ tokens: prompts.flat(), starts, predicting: prompts.map((_, s) => starts[s + 1]! - 1) });
  const { at } = model.logits;
  kernels.softmax(at, prompts.length, shape.vocabulary, 1);
  return prompts.map((_, s) =>
    kernels.heap.f32.slice(at + s * shape.vocabulary, at + (s + 1) * shape.vocabulary),
  );
}
