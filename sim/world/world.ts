/**
 * The teaching world: every question a small formulary can answer, its one right answer, and a web that is
 * often wrong about it. Educational simulation, not for patient care.
 */
import type { Rng } from '../rng.ts';
import { webDocument, type WebOptions } from './corpus.ts';
import { evaluationQuestions } from './evaluation.ts';
import { demonstration, distractor, type DemonstrationOptions } from './experts.ts';
import type { Fact, Truth } from './fact.ts';
import type { Referee } from './metrics.ts';
import { createQuestions, type Question } from './questions.ts';
import { goldReward, judge } from './rubric.ts';
import { createSampler, type Sampler } from './sampler.ts';
import { decode, encode, vocabulary } from './vocabulary.ts';

/** All that the stages ask of a world: its words and questions, what the web and experts say, and what is right. */
export interface World<F extends Truth = Fact> extends Referee<F> {
  /** The index is the token; 0 is the end token. */
  readonly vocabulary: readonly string[];
  readonly questions: readonly Question<F>[];
  readonly train: readonly Question<F>[];
  readonly test: readonly Question<F>[];
  /** The held-out questions on which models are measured, each once. */
  readonly evaluation: readonly Question<F>[];
  readonly sampler: Sampler<F>;
  encode(words: readonly string[]): number[];
  decode(tokens: readonly number[]): string[];
  /** One document of the web, with its end token. */
  webDocument(rng: Rng, options?: WebOptions): number[];
  /** A training question and an answer to imitate. */
  demonstration(rng: Rng, options?: DemonstrationOptions): { question: Question<F>; answer: number[] };
  /** An answer that should lose against most. */
  distractor(question: Question<F>, rng: Rng): number[];
}

let world: World | undefined;

/** Built once; nothing in it depends on a seed. */
export function createWorld(): World {
  if (world) return world;
  const questions = createQuestions();
  const test = questions.filter(({ split }) => split === 'test');
  const splits = { train: questions.filter(({ split }) => split === 'train'), test };
  world = {
    vocabulary,
    questions,
    ...splits,
    evaluation: evaluationQuestions(test),
    sampler: createSampler(splits),
    encode,
    decode,
    webDocument: (rng, options) => webDocument(splits, rng, options),
    demonstration: (rng, options) => demonstration(splits, rng, options),
    distractor,
    goldReward,
    judge,
  };
  return world;
}

export type { Fact, Truth } from './fact.ts';
export type { Question } from './questions.ts';
export type { QuestionClass, Severity, Verdict } from './verdicts.ts';
export { questionClasses, verdicts } from './verdicts.ts';
export { LONGEST_ANSWER, PROMPT_LENGTH } from './grammar.ts';
export { END } from './vocabulary.ts';
export { demonstration, distractor, expertAnswer, type DemonstrationOptions } from './experts.ts';
export { goldReward, judge, type Judgement } from './rubric.ts';
export { answerMetrics, metricsOf, type Metrics } from './metrics.ts';
export { createSampler, type Sampler } from './sampler.ts';
export { someOf } from './evaluation.ts';
export { needlessWarning } from './answers.ts';
export { annotationPairs, type AnnotationPair } from './annotation.ts';
export { webDocument, type WebOptions } from './corpus.ts';
export { isMyth, mythAnswer } from './myths.ts';
export { evidenceWords, sourceText } from './evidence.ts';
export { distinctRules, formulary, type Evidence } from './formulary.ts';
export { labelOf, readableAnswer, readableKey, readableQuestion } from './readable.ts';
export { drugsWithRenalSteps, type RenalSteps } from './renalSteps.ts';
