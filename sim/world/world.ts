/**
 * The teaching world: every question a small formulary can answer, its one right answer, and a web that is
 * often wrong about it. Educational simulation, not for patient care.
 */
import { evaluationQuestions } from './evaluation.ts';
import { createQuestions, type Question } from './questions.ts';
import { decode, encode, vocabulary } from './vocabulary.ts';

export interface World {
  /** The index is the token; 0 is the end token. */
  readonly vocabulary: readonly string[];
  readonly questions: readonly Question[];
  readonly train: readonly Question[];
  readonly test: readonly Question[];
  /** About 600 held-out questions, each once. */
  readonly evaluation: readonly Question[];
  encode(words: readonly string[]): number[];
  decode(tokens: readonly number[]): string[];
}

let world: World | undefined;

/** Built once; nothing in it depends on a seed. */
export function createWorld(): World {
  if (world) return world;
  const questions = createQuestions();
  const test = questions.filter(({ split }) => split === 'test');
  world = {
    vocabulary,
    questions,
    train: questions.filter(({ split }) => split === 'train'),
    test,
    evaluation: evaluationQuestions(test),
    encode,
    decode,
  };
  return world;
}

export type { Fact } from './fact.ts';
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
