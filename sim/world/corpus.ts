/**
 * The synthetic web: plain facts, dose arithmetic, and questions answered well, badly, or by a myth. Many pages go on with
 * the next question: a model that has read them knows answers, and not that an answer is all that is wanted.
 */
import type { Rng } from '../rng.ts';
import { paddedAnswer, pick, vagueAnswer, wrongAnswer } from './answers.ts';
import { ended } from './experts.ts';
import { END, encode } from './vocabulary.ts';
import type { Fact } from './fact.ts';
import { formulary } from './formulary.ts';
import { mythAnswer } from './myths.ts';
import { LONGEST_ANSWER, PROMPT_LENGTH } from './grammar.ts';
import { wordOf } from './names.ts';
import type { Question } from './questions.ts';
import { usualMonitor } from './renal.ts';
import { createSampler } from './sampler.ts';

const FACT_SHARE = 0.15;

/** Of the fact sentences; without them the arithmetic of doses is not learned. */
const ARITHMETIC_SHARE = 0.3;

/** Of the answers that leave room for it, the share after which the page goes on with another question. */
const THREAD_SHARE = 0.5;

/** Words of the longest answer that another question may follow. */
const ROOM_FOR_ANOTHER = LONGEST_ANSWER - 1 - PROMPT_LENGTH;

interface Sources {
  readonly train: readonly Question[];
  readonly test: readonly Question[];
}

interface Statements {
  readonly arithmetic: readonly (readonly string[])[];
  readonly drugs: readonly (readonly string[])[];
  readonly conditions: readonly (readonly string[])[];
  readonly pairs: readonly (readonly string[])[];
}

/** What must be watched, and the risk where there is one; never the verdict. */
const tail = ({ risk, monitor }: Fact) => [...(risk === 'none' ? [] : ['risk', risk]), 'monitor', monitor];

function statementsOf(train: readonly Question[]): Statements {
  const facts = [...new Set(train.map(({ fact }) => fact))].filter(({ verdict }) => verdict !== 'ASK');
  return {
    arithmetic: facts.flatMap(({ rate, weight, amount }) =>
      rate === undefined
        ? []
        : [['child', `${weight!}kg`, 'at', `${rate}mg/kg`, '=', String(amount!), 'mg/day']],
    ),
    drugs: formulary.drugs.map((drug) => [wordOf(drug.name), 'monitor', usualMonitor(drug)]),
    conditions: facts.flatMap((fact) =>
      fact.condition === undefined ? [] : [[fact.drug, 'in', fact.condition, 'patient', ...tail(fact)]],
    ),
    pairs: facts.flatMap((fact) =>
      fact.partner === undefined ? [] : [[fact.drug, 'with', fact.partner, ...tail(fact)]],
    ),
  };
}

const known = new WeakMap<Sources, Statements>();

function statement(world: Sources, rng: Rng): readonly string[] {
  let statements = known.get(world);
  if (!statements) {
    statements = statementsOf(world.train);
    known.set(world, statements);
  }
  if (rng.uniform() < ARITHMETIC_SHARE) return pick(rng, statements.arithmetic);
  return pick(rng, pick(rng, [statements.drugs, statements.conditions, statements.pairs]));
}

export interface WebOptions {
  /** Of the questions without a myth, the share that is answered badly. */
  readonly badShare?: number;
  /** Of the questions with a myth, the share that repeats it. */
  readonly mythShare?: number;
}

function webAnswer(
  fact: Fact,
  rng: Rng,
  { badShare = 0.2, mythShare = 0.55 }: WebOptions,
): readonly string[] {
  const myth = mythAnswer(fact);
  if (myth && rng.uniform() < mythShare) return myth;
  if (rng.uniform() >= badShare) return fact.answer;
  const kind = rng.uniform();
  if (kind < 0.55) return wrongAnswer(fact, rng);
  return kind < 0.85 ? vagueAnswer(fact, rng) : paddedAnswer(fact, rng);
}

/** One document with its end token, at most 21 tokens; only questions of the training split are asked. */
export function webDocument(world: Sources, rng: Rng, options: WebOptions = {}): number[] {
  if (rng.uniform() < FACT_SHARE) return ended(statement(world, rng));
  const { train } = createSampler(world);
  const { tokens, fact } = train(rng);
  const answer = webAnswer(fact, rng, options);
  const goesOn = answer.length <= ROOM_FOR_ANOTHER && rng.uniform() < THREAD_SHARE;
  return [...tokens, ...encode(answer), ...(goesOn ? train(rng).tokens : []), END];
}
