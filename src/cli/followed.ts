/**
 * The rule by which the home figure gets its two questions. Both are questions about the kidneys, held out in every
 * phrasing, and neither is chosen by the seed that is printed.
 *
 * - The myth: this world's web believes another verdict than the key. Of these, the one that is wrong after pretraining
 *   and right after PPO on most seeds; then the one that is worst to get wrong; then the one with the worst kidneys.
 * - The harmless one: the key is the usual dose, and the web believes nothing else. Of these, the one that is right after
 *   fine-tuning, after PPO with careful annotators, and again with warnings held by KL, but wrong with warnings that
 *   little KL holds, on most seeds; then the one with the best kidneys.
 *
 * What is still equal stays in the order of the evaluation set.
 */
import { createWorld, mythAnswer, type Question } from '../../sim/world/world.ts';

/** Fresh: no setting was chosen and no figure printed with one of them. */
export const SEEDS = [31, 32, 33, 34, 35, 36, 37, 38] as const;

/** The labelled presets of the pipeline, in their order. */
export const ANNOTATORS = ['careful', 'warning', 'held'] as const;
export type Annotators = (typeof ANNOTATORS)[number];

/** Models that answer, in their order. */
export const MODELS = ['base', 'sft', 'ppo'] as const;
export type Model = (typeof MODELS)[number];

/** By annotators and model, a digit a seed, in the order of the seeds: 1 where the likeliest answer is right. */
export type Outcome = Readonly<Record<Annotators, Readonly<Record<Model, string>>>>;

export interface FollowedTable {
  readonly seeds: readonly number[];
  /** Hashes of the models of the default run: with other ones the table is of another world. */
  readonly models: Readonly<Record<Model, string>>;
  /** By the words of a question. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

export const FOLLOWED = 'content/followed.json';

export type Kind = 'myth' | 'harmless';

export const wordsOf = ({ words }: Pick<Question, 'words'>) => words.join(' ');

/** @returns undefined where the question is none of the two kinds */
function kindOf({ fact }: Question): Kind | undefined {
  const believed = mythAnswer(fact);
  if (believed) return believed[0] === fact.verdict ? undefined : 'myth';
  return fact.verdict === 'USUAL' ? 'harmless' : undefined;
}

/** Questions among which the rule picks, in the order of the evaluation set. */
export function candidates(kind?: Kind): Question[] {
  const { evaluation, questions } = createWorld();
  const seen = new Set(questions.filter(({ split }) => split === 'train').map(({ fact }) => fact));
  return evaluation.filter((question) => {
    const { fact } = question;
    if (fact.questionClass !== 'renal' || seen.has(fact)) return false;
    const is = kindOf(question);
    return kind ? is === kind : is !== undefined;
  });
}

/** On how many seeds all of this holds. */
function countSeeds(outcome: Outcome, wanted: readonly (readonly [Annotators, Model, '0' | '1'])[]): number {
  const digits = Array.from(outcome.careful.base);
  return digits.filter((_, i) => wanted.every(([who, model, digit]) => outcome[who][model][i] === digit))
    .length;
}

/** On how many seeds a question shows what it is there to show. */
export function countShowing(kind: Kind, outcome: Outcome): number {
  return kind === 'myth'
    ? countSeeds(outcome, [
        ['careful', 'base', '0'],
        ['careful', 'ppo', '1'],
      ])
    : countSeeds(outcome, [
        ['careful', 'sft', '1'],
        ['careful', 'ppo', '1'],
        ['warning', 'ppo', '0'],
        ['held', 'ppo', '1'],
      ]);
}

/** Larger is better, the first number first. */
function meritOf(kind: Kind, { fact }: Question, outcome: Outcome): readonly number[] {
  const shows = countShowing(kind, outcome);
  return kind === 'myth' ? [shows, fact.severity, -fact.egfr!] : [shows, fact.egfr!];
}

const compare = (a: readonly number[], b: readonly number[]) =>
  a.map((each, i) => each - b[i]!).find((difference) => difference !== 0) ?? 0;

/** The words of the question that the rule gives. @throws Error for a table that lacks a candidate */
export function pickFollowed(kind: Kind, { outcomes }: FollowedTable): string {
  const ranked = candidates(kind).map((question) => {
    const outcome = outcomes[wordsOf(question)];
    if (!outcome) throw new Error(`the table says nothing of "${wordsOf(question)}"`);
    return { question, merit: meritOf(kind, question, outcome) };
  });
  const best = ranked.reduce((most, each) => (compare(each.merit, most.merit) > 0 ? each : most));
  return wordsOf(best.question);
}

/** "0 after pretraining, 8 after fine-tuning, 8 after PPO": on how many seeds it comes out right. */
export function rightSeeds(outcome: Outcome, who: Annotators): Readonly<Record<Model, number>> {
  const count = (model: Model) => Array.from(outcome[who][model]).filter((digit) => digit === '1').length;
  return { base: count('base'), sft: count('sft'), ppo: count('ppo') };
}
