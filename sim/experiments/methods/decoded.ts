/** What the decoder, which writes, thinks of answers that the trainer reads: the same model by another route. */
import type { Decoder } from '../../model/decoder.ts';
import type { Transformer } from '../../model/transformer.ts';
import type { Response } from '../../stages/responses.ts';

/**
 * Logits of the decoder before every token of every answer, given the tokens before it; (tokens, V), answer by answer.
 *
 * @param responses at most as many as the decoder has room for, with prompts of one length
 */
export function decodedLogits(
  model: Transformer,
  decoder: Decoder,
  responses: readonly Response[],
): Float32Array[] {
  const { vocabulary } = model.shape;
  const rows: Float32Array[][] = responses.map(() => []);
  const prompt = responses[0]!.prompt.length;
  decoder.reset(responses.length);
  const open = () =>
    [...responses.keys()].filter((s) => decoder.position < prompt + responses[s]!.answer.length - 1);
  for (let slots = open(); slots.length > 0; slots = open()) {
    const at = decoder.position;
    const tokens = slots.map((s) => responses[s]!.prompt[at] ?? responses[s]!.answer[at - prompt]!);
    const asked = at < prompt - 1 ? [] : [...slots.keys()];
    const logits = decoder.next(tokens, slots, asked);
    for (const row of asked) {
      const from = logits + row * vocabulary;
      rows[slots[row]!]!.push(model.kernels.heap.f32.slice(from, from + vocabulary));
    }
  }
  return rows.flat();
}
