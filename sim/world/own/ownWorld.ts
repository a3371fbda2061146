/** A world of one's own: all that the stages ask of a world, made from a file of facts. Nothing in it depends on a seed. */
import type { Rng } from '../../rng.ts';
import { inFixedOrder } from '../fraction.ts';
import type { Question } from '../questions.ts';
import { END, type World } from '../world.ts';
import { factsOf, type OwnFact } from './facts.ts';
import type { OwnFile, OwnHead } from './file.ts';
import { phrasedOf } from './questions.ts';
import { goldOf, judgementOf } from './rubric.ts';
import { samplerOf } from './sampler.ts';
import { voicesOf, type Voices } from './voices.ts';
import { END_WORD, EVIDENCE, slots, verdictWords, wordOf } from './words.ts';

export interface OwnWorld extends World<OwnFact> {
  readonly file: OwnFile;
  readonly facts: readonly OwnFact[];
  readonly voices: Voices;
}

/** Held-out questions on which models are measured; more would only take longer. */
const MOST_ASKED = 400;

function vocabularyOf(
  facts: readonly OwnFact[],
  phrased: readonly { words: readonly string[] }[],
  head: OwnHead,
) {
  const words = new Set<string>([END_WORD, ...Object.values(verdictWords), ...Object.values(slots)]);
  for (let digit = 0; digit < 10; digit++) words.add(String(digit));
  for (const word of [head.whom, head.axis].map(wordOf)) words.add(word);
  words.add(EVIDENCE);
  for (const question of phrased) for (const word of question.words) words.add(word);
  for (const { answer, myth = [] } of facts) for (const word of [...answer, ...myth]) words.add(word);
  return [...words];
}

export function createOwnWorld(file: OwnFile): OwnWorld {
  const { head } = file;
  const facts = factsOf(file);
  const phrased = phrasedOf(facts, head);
  const vocabulary = vocabularyOf(facts, phrased, head);
  const tokens = new Map(vocabulary.map((word, token) => [word, token]));
  const encode = (words: readonly string[]) =>
    words.map((word) => {
      const token = tokens.get(word);
      if (token === undefined) throw new RangeError(`no word "${word}"`);
      return token;
    });
  const decode = (text: readonly number[]) =>
    text.map((token) => {
      const word = vocabulary[token];
      if (word === undefined) throw new RangeError(`no token ${token}`);
      return word;
    });
  const questions = phrased.map((each): Question<OwnFact> => ({ ...each, tokens: encode(each.words) }));
  const train = questions.filter(({ split }) => split === 'train');
  const test = questions.filter(({ split }) => split === 'test');
  const sampler = samplerOf(train, test);
  const voices = voicesOf(facts, head);
  const ended = (words: readonly string[]) => [...encode(words), END];
  return {
    file,
    facts,
    voices,
    vocabulary,
    questions,
    train,
    test,
    evaluation: inFixedOrder(test, ({ words }) => `own evaluation ${words.join(' ')}`).slice(0, MOST_ASKED),
    sampler,
    encode,
    decode,
    webDocument: (rng: Rng, options) => ended(voices.web(sampler.train, rng, options)),
    demonstration(rng, options) {
      const question = sampler.train(rng);
      return { question, answer: ended(voices.demonstrated(question.fact, rng, options)) };
    },
    distractor: ({ fact }, rng) => ended(voices.losing(fact, rng)),
    goldReward: ({ fact }, answer) => goldOf(fact, decode(answer), head),
    judge: ({ fact }, answer) => judgementOf(fact, decode(answer), head),
  };
}
