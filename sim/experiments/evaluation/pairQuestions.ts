/** Questions about two medicines, what a model says first to them, and what one expects who knows each drug but no pair. */
import type { Suspicion } from '../../measure/alertCurve.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { restore } from '../../model/checkpoint.ts';
import type { Transformer } from '../../model/transformer.ts';
import { inBatches } from '../../stages/batches.ts';
import { firstToken } from '../../stages/responses.ts';
import { createWorld, type Question } from '../../world/world.ts';

/** Weights of the formulary from which on a missed pair counts as severe: major or contraindicated. */
const SEVERE = 2;

const world = createWorld();

/** Listed pairs, each question with a right answer. */
export const listed = world.questions.filter(({ fact }) => fact.questionClass === 'interaction');

/** Pairs of two things of which this world's key holds nothing: whoever is asked should hand the question back. */
export const unlisted = world.questions.filter(
  ({ fact }) => fact.questionClass === 'unknown' && fact.partner !== undefined,
);

export const isToAvoid = ({ fact }: Question): boolean => fact.verdict === 'AVOID';

/** What a model says first: the probability of AVOID, and whether it is the likeliest word. */
export interface FirstWord {
  readonly avoid: number;
  readonly likeliest: boolean;
}

const AVOID = world.vocabulary.indexOf('AVOID');

/** By checkpoint and kernels: once asked, a figure can move its threshold at once. */
const known = new WeakMap<Checkpoint, Map<string, Map<Question, FirstWord>>>();

/** The first word to each pair question, listed or not. */
export function* firstWordsOf(
  policy: Transformer,
  model: Checkpoint,
): Generator<undefined, ReadonlyMap<Question, FirstWord>, undefined> {
  const asked = known.get(model) ?? new Map<string, Map<Question, FirstWord>>();
  known.set(model, asked);
  const { kind } = policy.kernels;
  const before = asked.get(kind);
  if (before) return before;
  restore(policy, model);
  const said = new Map<Question, FirstWord>();
  for (const some of inBatches([...listed, ...unlisted], policy.capacity)) {
    const rows = firstToken(
      policy,
      some.map(({ tokens }) => tokens),
    );
    for (const [i, question] of some.entries()) {
      const avoid = rows[i]![AVOID]!;
      said.set(question, { avoid, likeliest: rows[i]!.every((p) => p <= avoid) });
    }
    yield undefined;
  }
  asked.set(kind, said);
  return said;
}

/** By drug: of the training questions that name it, those to avoid, and all. */
const tally = new Map<string, { avoid: number; all: number }>();
for (const question of listed) {
  if (question.split !== 'train') continue;
  for (const name of [question.fact.drug, question.fact.partner!]) {
    const seen = tally.get(name) ?? { avoid: 0, all: 0 };
    tally.set(name, {
      avoid: seen.avoid + (isToAvoid(question) ? 1 : 0),
      all: seen.all + 1,
    });
  }
}

/** How often each of the two is to be avoided with something, the mean of both. No model is asked, and no pair is looked up. */
export function byDrug({ fact }: Question): number {
  const shares = [fact.drug, fact.partner!].map((name) => {
    const seen = tally.get(name);
    return seen ? seen.avoid / seen.all : 0;
  });
  return (shares[0]! + shares[1]!) / 2;
}

export function suspicionsOf(
  questions: readonly Question[],
  score: (question: Question) => number,
): Suspicion[] {
  return questions.map((question) => ({
    score: score(question),
    positive: isToAvoid(question),
    severe: question.fact.severity >= SEVERE,
  }));
}

/** The pairs of the hard case and of the easy one, as the key names them; the first stands alone. */
export const CASE: readonly (readonly [string, string])[] = [
  ['warfarin', 'ibuprofen'],
  ['warfarin', 'co-trimoxazole'],
  ['lisinopril', 'co-trimoxazole'],
  ['spironolactone', 'co-trimoxazole'],
  ['amiodarone', 'simvastatin'],
  ['warfarin', 'amiodarone'],
  ['lisinopril', 'spironolactone'],
  ['warfarin', 'simvastatin'],
];

/** All questions about a pair, in either order. */
export function questionsAbout([a, b]: readonly [string, string]): Question[] {
  return listed.filter(({ fact }) => [a, b].includes(fact.drug) && [a, b].includes(fact.partner!));
}
