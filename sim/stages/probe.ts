/** One question, asked again and again: how likely is each verdict as the first word of the answer? */
import type { Transformer } from '../model/transformer.ts';
import { verdicts, type Question, type World } from '../world/world.ts';
import { firstToken } from './responses.ts';

export interface Probe {
  /** The phrasing that is answered. */
  readonly question: Question;
  /** By verdict, in the order of `verdicts`, the mean over all phrasings. */
  probabilities(model: Transformer): number[];
}

/** Asks about a drug at a kidney function, in every phrasing of the world. */
export function probeOf(world: World, drug: string, egfr: number): Probe {
  const question = world.questions.find(
    ({ fact, words }) => fact.questionClass === 'renal' && words[1] === drug && egfrOf(words) === egfr,
  );
  if (!question) throw new RangeError(`nobody asks about ${drug} at ${egfr}`);
  return probeOn(world, question);
}

/** Asks this question, and in every other phrasing what it asks. */
export function probeOn(world: World, question: Question): Probe {
  const prompts = world.questions.filter(({ fact }) => fact === question.fact).map(({ tokens }) => tokens);
  const tokens = verdicts.map((verdict) => world.vocabulary.indexOf(verdict));
  return {
    question,
    probabilities(model) {
      const rows = firstToken(model, prompts);
      return tokens.map((token) => rows.reduce((sum, row) => sum + row[token]!, 0) / rows.length);
    },
  };
}

/** `give ibuprofen egfr 0 4 ?`: tens and units. */
function egfrOf(words: readonly string[]): number {
  return 10 * Number(words[3]) + Number(words[4]);
}
