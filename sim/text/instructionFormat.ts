/** The training text of an instruction: its parts under three headings, and which of its tokens are scored. */

export interface Filled {
  readonly instruction: string;
  readonly input: string;
  readonly response: string;
}

export interface Part {
  readonly heading: '### Instruction:' | '### Input:' | '### Response:';
  readonly text: string;
}

/** The format of Alpaca (Taori et al. 2023): without an input, its heading is left out. */
export function partsOf({ instruction, input, response }: Filled): Part[] {
  const parts: Part[] = [{ heading: '### Instruction:', text: instruction }];
  if (input !== '') parts.push({ heading: '### Input:', text: input });
  return [...parts, { heading: '### Response:', text: response }];
}

/** Words and signs; a real tokenizer has finer pieces. */
export const piecesOf = (text: string): string[] => text.match(/###|[\p{L}\p{N}-]+|[^\s\p{L}\p{N}]/gu) ?? [];

export interface Token {
  readonly text: string;
  /** Which part it belongs to. */
  readonly part: number;
}

export function tokensOf(parts: readonly Part[]): Token[] {
  return parts.flatMap(({ heading, text }, part) =>
    [...piecesOf(heading), ...piecesOf(text)].map((piece) => ({ text: piece, part })),
  );
}

/**
 * Where the scored tokens begin.
 *
 * `position` counts the tokens of the prompt, heading of the response included. `search` looks for the first
 * "### Response :" in the text, which may stand in the instruction.
 */
export function firstScored(
  parts: readonly Part[],
  tokens: readonly Token[],
  masking: 'none' | 'position' | 'search',
): number {
  if (masking === 'none') return 0;
  const heading = piecesOf('### Response:');
  if (masking === 'position')
    return tokens.findIndex(({ part }) => part === parts.length - 1) + heading.length;
  const found = tokens.findIndex((_, i) => heading.every((piece, k) => tokens[i + k]?.text === piece));
  return found + heading.length;
}
