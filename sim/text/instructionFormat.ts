/** The training text of an instruction, with headings or as a chat, and which of its tokens are scored. */

/** A question and its answer; a conversation has several. */
export interface Turn {
  readonly instruction: string;
  readonly input: string;
  readonly response: string;
}

export type Format = 'headings' | 'chat';

export const partNames = ['### Instruction', '### Input', '### Response', 'user', 'assistant'] as const;

export interface Part {
  readonly name: (typeof partNames)[number];
  /** Whether the model is to write it. */
  readonly answer: boolean;
  /** Tokens that announce it: the model reads them. */
  readonly opens: readonly string[];
  readonly text: string;
  /** Tokens that end it: those of an answer the model has to write itself. */
  readonly closes: readonly string[];
}

/** Words and signs; a real tokenizer has finer pieces. No text, whatever it holds, becomes a special token. */
export const piecesOf = (text: string): string[] => text.match(/###|[\p{L}\p{N}-]+|[^\s\p{L}\p{N}]/gu) ?? [];

const heading = (name: Part['name'], text: string, closes: readonly string[] = []): Part => ({
  name,
  answer: closes.length > 0,
  opens: piecesOf(`${name}:`),
  text,
  closes,
});

/** The headings of Alpaca (Taori et al. 2023), without its opening sentence; an input that is empty is left out. */
const headingsOf = ({ instruction, input, response }: Turn): Part[] => [
  heading('### Instruction', instruction),
  ...(input === '' ? [] : [heading('### Input', input)]),
  heading('### Response', response, ['</s>']),
];

const message = (name: 'user' | 'assistant', text: string): Part => ({
  name,
  answer: name === 'assistant',
  opens: ['<|start_header_id|>', name, '<|end_header_id|>'],
  text,
  closes: ['<|eot_id|>'],
});

/** The template of Llama 3 (2024), without the token with which a text begins. */
const messagesOf = ({ instruction, input, response }: Turn): Part[] => [
  message('user', input === '' ? instruction : `${instruction}: ${input}`),
  message('assistant', response),
];

export const partsOf = (turns: readonly Turn[], format: Format): Part[] =>
  turns.flatMap(format === 'chat' ? messagesOf : headingsOf);

export interface Token {
  readonly text: string;
  readonly part: Part;
  /** Whether it belongs to what announces the part. */
  readonly opens: boolean;
}

export const tokensOf = (parts: readonly Part[]): Token[] =>
  parts.flatMap((part) => [
    ...part.opens.map((text) => ({ text, part, opens: true })),
    ...[...piecesOf(part.text), ...part.closes].map((text) => ({ text, part, opens: false })),
  ]);

export type Masking = 'none' | 'position' | 'search';

/**
 * Of each token, whether the loss counts it.
 *
 * `position` knows which tokens it has put into answers. `search` looks for the first place that reads like what announces
 * an answer, which may stand in a question, and scores all that follows.
 */
export function scoredOf(tokens: readonly Token[], masking: Masking): boolean[] {
  if (masking === 'none') return tokens.map(() => true);
  if (masking === 'position') return tokens.map(({ part, opens }) => part.answer && !opens);
  const announced = tokens.find(({ part }) => part.answer)!.part.opens;
  const found = tokens.findIndex((_, i) => announced.every((piece, k) => tokens[i + k]?.text === piece));
  return tokens.map((_, i) => i >= found + announced.length);
}

/** Tokens that are scored although the model will never have to write them. */
export const wronglyScored = (tokens: readonly Token[], scored: readonly boolean[]): number =>
  tokens.filter(({ part, opens }, i) => scored[i] && (opens || !part.answer)).length;
