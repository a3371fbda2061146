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
 * Continues each prompt until `end` or the limit. A text that has ended costs nothing more, and a prompt that occurs
 * several times is read once.
 *
 * @param prompts ids; they may differ in length
 * @param rngOf from which each of them is continued
 * @returns the new ids of each prompt
 */
export function generate(
  model: Transformer,
  decoder: Decoder,
  prompts: readonly (readonly number[])[],
  sampling: Sampling,
  rngOf: (prompt: number) => Rng,
): number[][] {
  const { kernels } = model;
  const { vocabulary, context } = model.shape;
  const { temperature, topK, end, longest } = sampling;
  const written: number[][] = prompts.map(() => []);
  const open = new Set(prompts.keys());
  const leaders = leadersOf(prompts);
  decoder.reset(prompts.length);
  while (open.size > 0 && decoder.position < context) {
    const at = decoder.position;
    const tokens: number[] = [];
    const slots: number[] = [];
    const asked: number[] = [];
    /** Whose next token is wanted, and the row of logits that says it. */
    const answering: (readonly [slot: number, row: number])[] = [];
    const rowOf = new Map<number, number>();
    for (const s of open) {
      const prompt = prompts[s]!;
      const [leader, ended] = [leaders[s]!, at + 1 >= prompt.length];
      if (leader === s || at >= prompt.length) {
        if (leader !== s && at === prompt.length) decoder.fork(leader, s);
        if (ended) rowOf.set(s, asked.push(tokens.length) - 1);
        tokens.push(prompt[at] ?? written[s]![at - prompt.length]!);
        slots.push(s);
      }
      if (ended) answering.push([s, rowOf.get(s) ?? rowOf.get(leader)!]);
    }
    const logits = decoder.next(tokens, slots, asked);
    if (temperature > 0) kernels.softmax(logits, asked.length, vocabulary, 1 / temperature);
    for (const [s, of] of answering) {
      const row = kernels.heap.f32.subarray(logits + of * vocabulary, logits + (of + 1) * vocabulary);
      const token = temperature > 0 ? draw(row, topK, rngOf(s)) : likeliest(row);
      written[s]!.push(token);
      if (token === end || written[s]!.length >= longest) open.delete(s);
    }
  }
  return written;
}

/** By prompt: the first one that is the same. It alone reads its tokens; the others go on from what it has read. */
function leadersOf(prompts: readonly (readonly number[])[]): number[] {
  const first = new Map<string, number>();
  return prompts.map((prompt, s) => {
    const key = prompt.join();
    const leader = first.get(key) ?? s;
    first.set(key, leader);
    return leader;
  });
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
  for (let i = 0; i < row.length; i++) if (row[i]! >= least) total += row[i]!;
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
