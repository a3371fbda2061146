/** Human answers: the expert's, a demonstration by someone who is often one, and answers made to lose. */
import type { Rng } from '../rng.ts';
import { misplacedAsk, paddedAnswer, vagueAnswer, wrongAnswer } from './answers.ts';
import { mythAnswer } from './myths.ts';
import type { Question } from './questions.ts';
import { createSampler } from './sampler.ts';
import { END, encode } from './vocabulary.ts';

export const ended = (words: readonly string[]): number[] => [...encode(words), END];

/** The one right answer, with its end token. */
export const expertAnswer = ({ fact }: Question): number[] => ended(fact.answer);

export interface DemonstrationOptions {
  /** Share of right answers. */
  readonly quality?: number;
  /** Of the others, the share that states the myth or, without one, something else wrong; the rest is vague. */
  readonly badShare?: number;
}

/** A training question and an answer to imitate, right with probability `quality`. */
export function demonstration(
  world: Parameters<typeof createSampler>[0],
  rng: Rng,
  { quality = 0.85, badShare = 0.8 }: DemonstrationOptions = {},
): { question: Question; answer: number[] } {
  const question = createSampler(world).train(rng);
  const { fact } = question;
  if (rng.uniform() < quality) return { question, answer: expertAnswer(question) };
  const bad =
    rng.uniform() < badShare ? (mythAnswer(fact) ?? wrongAnswer(fact, rng)) : vagueAnswer(fact, rng);
  return { question, answer: ended(bad) };
}

/** An answer that should lose against most: it shows a reward model what the policy alone would rarely say. */
export function distractor({ fact }: Question, rng: Rng): number[] {
  const kind = rng.uniform();
  if (kind < 0.4 && fact.verdict !== 'ASK') return ended(misplacedAsk(fact));
  if (kind < 0.75) return ended(wrongAnswer(fact, rng));
  if (kind < 0.9) return ended(paddedAnswer(fact, rng));
  return ended(vagueAnswer(fact, rng));
}
