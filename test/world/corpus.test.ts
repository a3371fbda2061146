/** Draws: questions, web documents, demonstrations, distractors. */
import { expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import {
  LONGEST_ANSWER,
  createSampler,
  createWorld,
  demonstration,
  distractor,
  expertAnswer,
  goldReward,
  isMyth,
  judge,
  mythAnswer,
  webDocument,
  type Question,
} from '../../sim/world/world.ts';

const world = createWorld();
const sampler = createSampler(world);
const draw = <T>(count: number, once: () => T): T[] => Array.from({ length: count }, once);
const share = <T>(items: readonly T[], holds: (item: T) => boolean) =>
  items.filter(holds).length / items.length;
const prompts = new Map(world.questions.map((question) => [question.tokens.join(' '), question]));

test('classes are drawn 3 : 3 : 2 : 2 : 1 : 2, verdicts of a class evenly', () => {
  const rng = createRng('sampler');
  const drawn = draw(26000, () => sampler.train(rng));
  const of = (name: string) => drawn.filter(({ fact }) => fact.questionClass === name);
  for (const [name, weight] of Object.entries({
    renal: 3,
    interaction: 3,
    condition: 2,
    dose: 2,
    pgx: 1,
    unknown: 2,
  })) {
    expect(of(name).length / drawn.length, name).toBeCloseTo(weight / 13, 1);
  }
  for (const verdict of ['AVOID', 'REDUCE', 'MONITOR', 'USUAL']) {
    expect(Math.abs(share(of('renal'), ({ fact }) => fact.verdict === verdict) - 0.25)).toBeLessThan(0.02);
  }
  for (const [need, weight] of [
    ['egfr', 2],
    ['weight', 1.5],
    ['genotype', 1],
    ['history', 0.5],
    ['evidence', 5],
  ] as const) {
    expect(Math.abs(share(of('unknown'), ({ fact }) => fact.need === need) - weight / 10)).toBeLessThan(0.03);
  }
  expect(drawn.every(({ split }) => split === 'train')).toBe(true);
});

test('held-out draws come from the test split', () => {
  const rng = createRng('held out');
  expect(draw(2000, () => sampler.heldOut(rng)).every(({ split }) => split === 'test')).toBe(true);
});

interface Document {
  readonly question: Question;
  /** With the end token, and without the question that may follow. */
  readonly answer: readonly number[];
  readonly next?: Question;
}

/** What follows a question: an answer, and perhaps another question before the end. */
function parsed(question: Question, rest: readonly number[]): Document {
  const next = prompts.get(rest.slice(-7, -1).join(' '));
  return next ? { question, answer: [...rest.slice(0, -7), 0], next } : { question, answer: rest };
}

function threads(options?: Parameters<typeof webDocument>[2]): { documents: number[][]; asked: Document[] } {
  const rng = createRng('web');
  const documents = draw(12000, () => webDocument(world, rng, options));
  const asked = documents.flatMap((tokens) => {
    const question = prompts.get(tokens.slice(0, 6).join(' '));
    return question ? [parsed(question, tokens.slice(6))] : [];
  });
  return { documents, asked };
}

test('web documents: 15 % facts, at most 21 tokens, one end, no test question', () => {
  const { documents, asked } = threads();
  expect(Math.abs(asked.length / documents.length - 0.85)).toBeLessThan(0.015);
  for (const tokens of documents) {
    expect(tokens.length).toBeLessThanOrEqual(21);
    expect(tokens.indexOf(0)).toBe(tokens.length - 1);
  }
  expect(asked.every(({ question }) => question.split === 'train')).toBe(true);
  const sums = documents
    .filter((tokens) => world.vocabulary[tokens[0]!] === 'child')
    .map((d) => world.decode(d));
  expect(Math.abs(sums.length / documents.length - 0.045)).toBeLessThan(0.008);
  for (const words of sums) {
    expect(parseFloat(words[1]!) * parseFloat(words[3]!)).toBe(Number(words[5]));
  }
});

test('half of the pages whose answer leaves room go on with another question of the training split', () => {
  const { documents, asked } = threads();
  const short = asked.filter(({ answer }) => answer.length <= 9);
  const goesOn = ({ next }: Document) => next !== undefined;
  expect(Math.abs(share(short, goesOn) - 0.5)).toBeLessThan(0.02);
  expect(share(asked, goesOn)).toBeGreaterThan(0.4);
  expect(asked.filter(goesOn).every(({ next }) => next!.split === 'train')).toBe(true);
  expect(asked.filter((each) => !short.includes(each)).some(goesOn)).toBe(false);
  expect(Math.max(...documents.map(({ length }) => length))).toBe(21);
});

test('without a myth a fifth of the answers are bad, with one most are', () => {
  const { asked } = threads();
  const right = ({ question, answer }: Document) => goldReward(question, answer) === 1;
  const clean = asked.filter(({ question }) => !isMyth(question.fact));
  const mythical = asked.filter(({ question }) => {
    const myth = mythAnswer(question.fact);
    return myth && myth.join(' ') !== question.fact.answer.join(' ');
  });
  expect(Math.abs(share(clean, right) - 0.8)).toBeLessThan(0.02);
  expect(Math.abs(share(mythical, right) - 0.45 * 0.8)).toBeLessThan(0.03);
  const honest = threads({ badShare: 0, mythShare: 0 });
  expect(honest.asked.every(right)).toBe(true);
});

test('myths: a third of the topics, false on a quarter of the prompts, wrong wherever they differ', () => {
  const topics = [...new Map(world.questions.map(({ fact }) => [fact.topic, fact])).values()];
  expect(Math.abs(share(topics, isMyth) - 0.35)).toBeLessThan(0.04);
  const differs = ({ fact }: Question) => {
    const myth = mythAnswer(fact);
    return myth !== undefined && myth.join(' ') !== fact.answer.join(' ');
  };
  expect(Math.abs(share(world.questions, differs) - 0.23)).toBeLessThan(0.02);
  for (const question of world.questions.filter(differs)) {
    const answer = [...world.encode(mythAnswer(question.fact)!), 0];
    expect(judge(question, answer)).toMatchObject({ right: false, wellFormed: true });
    expect(answer.length).toBeLessThanOrEqual(LONGEST_ANSWER);
  }
});

test('kidney myths spare metformin, ibuprofen and spironolactone, not morphine', () => {
  const mythical = new Set(
    world.questions.flatMap(({ fact }) => (fact.egfr !== undefined && isMyth(fact) ? [fact.drug] : [])),
  );
  for (const drug of ['metformin', 'ibuprofen', 'spironolactone']) expect(mythical).not.toContain(drug);
  expect([...mythical].sort()).toEqual([
    'apixaban',
    'cephalexin',
    'ciprofloxacin',
    'codeine',
    'digoxin',
    'fluconazole',
    'levothyroxine',
    'lisinopril',
    'morphine',
    'nitrofurantoin',
    'omeprazole',
    'theophylline',
    'warfarin',
  ]);
});

test('demonstrations are right as often as their quality says', () => {
  const rng = createRng('demonstrations');
  for (const quality of [0, 0.5, 0.85, 1]) {
    const drawn = draw(3000, () => demonstration(world, rng, { quality }));
    const right = share(drawn, ({ question, answer }) => answer.join() === expertAnswer(question).join());
    // A myth may be true of a cell: kidneys that work are "usual" either way.
    expect(right).toBeGreaterThanOrEqual(quality - 0.03);
    expect(right).toBeLessThan(quality + (1 - quality) * 0.15 + 0.03);
    expect(drawn.every(({ question }) => question.split === 'train')).toBe(true);
  }
});

test('distractors lose: never full marks, 40 % ask without need', () => {
  const rng = createRng('distractors');
  const drawn = draw(4000, () => {
    const question = sampler.train(rng);
    return { question, answer: distractor(question, rng) };
  });
  for (const { question, answer } of drawn) {
    expect(goldReward(question, answer)).toBeLessThan(1);
    expect(answer.length).toBeLessThanOrEqual(LONGEST_ANSWER);
    expect(answer.at(-1)).toBe(0);
  }
  const answerable = drawn.filter(({ question }) => question.fact.verdict !== 'ASK');
  expect(
    Math.abs(share(answerable, ({ question, answer }) => judge(question, answer).asks) - 0.4),
  ).toBeLessThan(0.03);
});

test('one seed gives one text', () => {
  const text = () => {
    const rng = createRng(7);
    return draw(50, () => webDocument(world, rng));
  };
  expect(text()).toEqual(text());
});
