/** Cutting a text into pieces that no token crosses: a word with the space before it, a number, other signs. */
import type { ChoiceParam } from '../param.ts';

export const numbers = {
  kind: 'choice',
  label: 'numbers',
  help: 'Whether neighbouring digits may become one token, as in GPT-2, or every digit stays alone, as in Llama 2.',
  choices: { merged: 'digits may merge', digits: 'each digit alone' },
  default: 'merged',
} as const satisfies ChoiceParam;
export type Numbers = keyof typeof numbers.choices;

/**
 * GPT-2's pattern (Radford et al. 2019, `encoder.py`). Its `\s` is Unicode's White_Space, which JavaScript's `\s` is
 * not quite.
 */
const PATTERNS: Readonly<Record<Numbers, RegExp>> = {
  merged:
    /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu,
  digits:
    /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+|\p{N}| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu,
};

/** The pieces of a text, in order; put together they are the text. */
export function preTokens(text: string, how: Numbers): string[] {
  return text.match(PATTERNS[how]) ?? [];
}
