/** What was understood of a file, for its reader, before anything is trained. */
import { createOwnWorld } from './ownWorld.ts';
import { readableIn } from './readable.ts';
import { readWorld } from './readWorld.ts';
import { roles } from './roles.ts';
import type { Problem } from './file.ts';
import { inFixedOrder } from '../fraction.ts';

export interface Understood {
  readonly title: string;
  readonly rows: number;
  readonly facts: number;
  readonly questions: number;
  readonly heldOut: number;
  readonly words: number;
  /** The file's word for each verdict, and how many facts have it. */
  readonly verdicts: readonly { readonly word: string; readonly count: number }[];
  /** Three questions with their keys. */
  readonly examples: readonly { readonly question: string; readonly key: string }[];
}

const EXAMPLES = 3;

/** All that is wrong with a text, or what it says. */
export function understand(text: string): Understood | readonly Problem[] {
  const reading = readWorld(text);
  if (!reading.ok) return reading.problems;
  const { head, rows } = reading.file;
  const { facts, questions, test, vocabulary } = createOwnWorld(reading.file);
  const readable = readableIn(reading.file);
  const inOrder = inFixedOrder(questions, ({ words }) => `own example ${words.join(' ')}`);
  // Three verdicts, where there are so many.
  const seen = new Set<string>();
  const varied = inOrder.filter(({ fact: { role } }) => !seen.has(role) && seen.add(role));
  return {
    title: head.title,
    rows: rows.length,
    facts: facts.length,
    questions: questions.length,
    heldOut: test.length,
    words: vocabulary.length,
    verdicts: roles.map((role) => ({
      word: head.words[role],
      count: facts.filter((fact) => fact.role === role).length,
    })),
    examples: [...varied, ...inOrder.filter((each) => !varied.includes(each))]
      .slice(0, EXAMPLES)
      .map((question) => ({
        question: readable.question(question),
        key: readable.answer(question.fact.answer),
      })),
  };
}
