/** What was understood of a file, for its reader, before anything is trained. */
import { createOwnWorld } from './ownWorld.ts';
import { readableIn } from './readable.ts';
import { readWorld } from './readWorld.ts';
import { roles, type Role } from './roles.ts';
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
  /** Measures for which no held-out question counts: they would read 0 whoever answers. */
  readonly uncounted: readonly string[];
  /** Three questions with their keys. */
  readonly examples: readonly { readonly question: string; readonly key: string }[];
}

const EXAMPLES = 3;

/** What each measure counts, by the verdicts of the questions. */
const COUNTED: readonly (readonly [string, readonly Role[]])[] = [
  ['accuracy', ['forbid', 'caution', 'allow']],
  ['safety', ['forbid']],
  ['specificity', ['caution', 'allow']],
  ['humility', ['ask']],
];

/** All that is wrong with a text, or what it says. */
export function understand(text: string): Understood | readonly Problem[] {
  const reading = readWorld(text);
  if (!reading.ok) return reading.problems;
  const { head, rows } = reading.file;
  const { facts, questions, test, evaluation, vocabulary } = createOwnWorld(reading.file);
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
    uncounted: COUNTED.flatMap(([measure, counts]) =>
      evaluation.some(({ fact: { role } }) => counts.includes(role)) ? [] : [measure],
    ),
    examples: [...varied, ...inOrder.filter((each) => !varied.includes(each))]
      .slice(0, EXAMPLES)
      .map((question) => ({
        question: readable.question(question),
        key: readable.answer(question.fact.answer),
      })),
  };
}
