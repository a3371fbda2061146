/** Samples continuations of prompts from a model. */
import type { Rng } from '../rng.ts';
import type { Decoder } from './decoder.ts';
import type { Transformer } from './transformer.ts';

export interface Sampling {
  /** Divides the logits; 0 always takes the likeliest token. */
  readonly temperature: number;
  /** Only so many of the likeliest tokens are ever drawn. */
  readonly topK?: number;
  /** The token that ends a text; it is the last one of the text that it ends. */
  readonly end: number;
  /** At most so many new tokens. */
  readonly longest: number;
}

/**
 * Continues each prompt until `end` or the limit.
 *
 * @param prompts ids; they may differ in length
 * @returns the new ids of each prompt
 */
export function generate(
  model: Transformer,
  decoder: Decoder,
  prompts: readonly (readonly number[])[],
  sampling: Sampling,
  rng: Rng,
): number[][] {
  const { vocabulary, context } = model.shape;
  const written: number[][] = prompts.map(() => []);
  const closed = prompts.map(() => false);
  const current = new Int32Array(prompts.length);
  decoder.reset(prompts.length);
  while (closed.includes(false) && decoder.position < context) {
    const at = decoder.position;
    for (const [s, prompt] of prompts.entries()) {
      current[s] = prompt[at] ?? written[s]![at - prompt.length] ?? sampling.end;
    }
    const logits = decoder.next(current);
    if (sampling.temperature > 0) {
      model.kernels.softmax(logits, prompts.length, vocabulary, 1 / sampling.temperature);
    }
    for (const [s, prompt] of prompts.entries()) {
      if (closed[s] || at + 1 < prompt.length) continue;
      const row = model.kernels.heap.f32.subarray(logits + s * vocabulary, logits + (s + 1) * vocabulary);
      const token = sampling.temperature > 0 ? draw(row, sampling.topK, rng) : likeliest(row);
      written[s]!.push(token);
      closed[s] = token === sampling.end || written[s]!.length >= sampling.longest;
    }
  }
  return written;
}

function likeliest(row: Float32Array): number {
  let best = 0;
  for (let i = 1; i < row.length; i++) if (row[i]! > row[best]!) best = i;
  return best;
}

/** Draws an index with the given probabilities, among the `topK` largest. */
function draw(row: Float32Array, topK: number | undefined, rng: Rng): number {
  const least = topK === undefined || topK >= row.length ? 0 : row.toSorted().at(-Math.max(1, topK))!;
  let total = 0;
  for (const p of row) if (p >= least) total += p;
  let left = rng.uniform() * total;
  let last = 0;
  for (let i = 0; i < row.length; i++) {
    if (row[i]! < least || row[i] === 0) continue;
    last = i;
    left -= row[i]!;
    if (left < 0) break;
  }
  return last;
}
