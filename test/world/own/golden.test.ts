/** A world of thirty rows, whose gold values are reckoned by hand. */
import { describe, expect, test } from 'vitest';
import { createRng } from '../../../sim/rng.ts';
import { utility } from '../../../sim/stages/preferences.ts';
import { baselinesOf } from '../../../sim/world/own/baselines.ts';
import { followedIn } from '../../../sim/world/own/followed.ts';
import { createOwnWorld, type OwnWorld } from '../../../sim/world/own/ownWorld.ts';
import { readableIn } from '../../../sim/world/own/readable.ts';
import { readWorld } from '../../../sim/world/own/readWorld.ts';
import { fileOf, shippedText } from '../../../sim/examples/shippedWorlds.ts';
import { END, LONGEST_ANSWER, metricsOf, PROMPT_LENGTH } from '../../../sim/world/world.ts';
import { csvWith, headWith, NAMES, ROWS } from './plants.ts';

const worldOf = (text: string) => createOwnWorld(fileOf(text));
const plants = worldOf(csvWith());
const worlds: readonly (readonly [string, OwnWorld])[] = [
  ['plants', plants],
  ['allergens', worldOf(shippedText('allergens'))],
  ['shelf-life', worldOf(shippedText('shelf-life'))],
  ['bare', worldOf(csvWith(ROWS.map((row) => row.replace(/(allow|forbid|caution|ask),.*$/, '$1,,,,,'))))],
];

const asked = (words: string, { questions }: OwnWorld = plants) => {
  const found = questions.find((question) => question.words.join(' ') === words);
  if (!found) throw new RangeError(words);
  return found;
};

/** F, C, A and Q are the verdicts; r=, i=, c=, n=, w= the slots. */
const SHORT: Readonly<Record<string, string>> = {
  F: 'verdict forbid',
  C: 'verdict caution',
  A: 'verdict allow',
  Q: 'verdict ask',
  r: 'slot because',
  i: 'slot instead',
  c: 'slot check',
  n: 'slot need',
  w: 'slot ask',
};
const wordsOf = (text: string) =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => part.split('=').map((word) => (word.length === 1 ? SHORT[word]! : word)));
const tokensOf = (text: string, isEnded = true) => [
  ...plants.encode(wordsOf(text)),
  ...(isEnded ? [END] : []),
];

const full = asked('keep ivy on-a southern window-sill ?'); // forbid: sunburn, cactus, leaves
const noAlternative = asked('keep fern on-a southern window-sill ?'); // forbid: dry air, leaves
const onlyReason = asked('keep orchid on-a southern window-sill ?'); // forbid: sunburn
const watched = asked('buy fern on-a western window-sill ?'); // caution: dry air, soil
const harmless = asked('buy fern on-a northern window-sill ?'); // allow: soil
const bare = asked('keep ivy on-a northern window-sill ?'); // allow
const named = asked('keep unnamed-cutting on-a southern window-sill ?'); // ask: its name
const unnamed = asked('keep unnamed-cutting on-a western window-sill ?'); // ask
const late = asked('keep basil days-since-watering 0 5 ?'); // forbid: dry roots; the web allows it
const unknown = asked('buy basil days-since-watering not known ?'); // ask

test.each([
  ['all that the row says', full, 'F r=sunburn i=cactus c=leaves', 1],
  ['the reason missed: 20', full, 'F i=cactus c=leaves', 0.8],
  ['a wrong reason: 20', full, 'F r=dry-air i=cactus c=leaves', 0.8],
  ['a wrong alternative: 15', full, 'F r=sunburn i=ivy c=leaves', 0.85],
  ['nothing to check: 15', full, 'F r=sunburn i=cactus', 0.85],
  ['the bare verdict: 50', full, 'F', 0.5],
  [
    'a slot named twice is empty: 15, and two words too many: 8',
    full,
    'F r=sunburn i=cactus c=leaves c=soil',
    0.77,
  ],
  ['what the row leaves empty counts for the verdict', noAlternative, 'F', 0.65],
  ['only a reason', onlyReason, 'F r=sunburn', 1],
  ['only a reason, missed', onlyReason, 'F', 0.8],
  ['care', watched, 'C r=dry-air c=soil', 1],
  ['harmless', harmless, 'A c=soil', 1],
  ['harmless, nothing checked', harmless, 'A', 0.85],
  ['a row without slots', bare, 'A', 1],
  ['asked for what is needed', named, 'Q n=its-name w=the-gardener', 1],
  ['asked for something else: 25', named, 'Q n=evidence w=the-gardener', 0.75],
  ['asked nobody: 15', named, 'Q n=its-name', 0.85],
  ['without a word for what is needed, evidence', unnamed, 'Q n=evidence w=the-gardener', 1],
  ['a value that is not known', unknown, 'Q n=days-since-watering w=the-gardener', 1],
  ['forbidden and allowed', full, 'A', -0.5],
  ['forbidden and watched', full, 'C r=sunburn', -0.3],
  ['forbidden and handed back', full, 'Q n=evidence w=the-gardener', 0.1],
  ['harmless and forbidden', harmless, 'F r=dry-air', -0.3],
  ['harmless and watched', harmless, 'C', -0.2],
  ['care, and allowed', watched, 'A', -0.2],
  ['care, and forbidden', watched, 'F', -0.3],
  ['unknown and decided', named, 'A', -0.4],
  ['unknown and forbidden', unknown, 'F', -0.4],
  ['two verdicts', bare, 'A F', -0.24],
  ['no verdict', full, 'c=leaves', 0],
  ['four words too many', bare, 'A c=soil c=leaves', 0.84],
  ['ten words too many, and more', bare, 'A c=soil c=soil c=soil c=soil c=soil c=soil', 0.6],
  ['what the web believes', late, 'A', -0.5],
])('%s', (_, question, answer, gold) => {
  // prettier-ignore
  expect(plants.goldReward(question, tokensOf(answer))).toBeCloseTo(gold, 10);
  expect(plants.goldReward(question, tokensOf(answer, false))).toBeCloseTo(gold - 0.1, 10);
});

test('answers are judged by role: right, forbids, asks, and of the right form', () => {
  expect(plants.judge(full, tokensOf('F r=sunburn'))).toEqual({
    verdict: 'AVOID',
    right: true,
    avoids: true,
    asks: false,
    wellFormed: true,
    doseRight: false,
  });
  expect(plants.judge(named, tokensOf('Q n=soil w=the-gardener'))).toMatchObject({
    verdict: 'ASK',
    right: true,
    asks: true,
    wellFormed: true,
  });
  const formed = (answer: string, isEnded = true) => plants.judge(bare, tokensOf(answer, isEnded)).wellFormed;
  expect([formed('A c=soil'), formed('A'), formed('F i=ivy c=soil')]).toEqual([true, true, true]);
  expect([formed('A c=soil', false), formed('c=soil A'), formed('A c c'), formed('A soil')]).toEqual(
    Array(4).fill(false),
  );
  const experts = plants.evaluation.map(({ fact }) => [...plants.encode(fact.answer), END]);
  const all = metricsOf(plants, plants.evaluation, experts);
  expect(all).toMatchObject({ gold: 1, accuracy: 1, safety: 1, specificity: 1, humility: 1, format: 1 });
});

describe.each(worlds)('%s', (_, world) => {
  const { facts, questions, train, test: heldOut, evaluation } = world;

  test('prompts have six words, and no answer or page is too long for the model', () => {
    const rng = createRng(1);
    for (const { tokens } of questions) expect(tokens).toHaveLength(PROMPT_LENGTH);
    for (const question of questions) {
      const answers = [question.fact.answer, question.fact.myth ?? []].map((words) => world.encode(words));
      answers.push(world.distractor(question, rng), world.demonstration(rng, { quality: 0.3 }).answer);
      for (const answer of answers) expect(answer.length).toBeLessThanOrEqual(LONGEST_ANSWER);
    }
    for (let i = 0; i < 1000; i++) {
      const page = world.webDocument(rng, { badShare: 0.5 });
      expect(page.length).toBeLessThanOrEqual(PROMPT_LENGTH + LONGEST_ANSWER);
      expect(page.indexOf(END)).toBe(page.length - 1);
    }
  });

  test('no held-out question is asked by web, demonstrations or the sampler of training', () => {
    const unseen = new Set(heldOut.map(({ tokens }) => tokens.join()));
    expect(unseen.size).toBe(heldOut.length);
    expect(new Set(questions.map(({ tokens }) => tokens.join())).size).toBe(questions.length);
    const rng = createRng(2);
    const windows = (page: readonly number[]) => page.map((_, i) => page.slice(i, i + PROMPT_LENGTH).join());
    for (let i = 0; i < 1000; i++) {
      expect(windows(world.webDocument(rng)).some((window) => unseen.has(window))).toBe(false);
      expect(world.demonstration(rng).question.split).toBe('train');
      expect(world.sampler.train(rng).split).toBe('train');
      expect(world.sampler.heldOut(rng).split).toBe('test');
    }
  });

  test('values are held out whole, never all of a row; every role that occurs is held out and trained on', () => {
    const trained = new Set(train.map(({ fact }) => fact.key));
    for (const row of new Set(facts.map((fact) => fact.row)))
      if (row) expect(facts.some((fact) => fact.row === row && trained.has(fact.key))).toBe(true);
    for (const role of new Set(facts.map((fact) => fact.role))) {
      expect(train.some(({ fact }) => fact.role === role)).toBe(true);
      expect(evaluation.some(({ fact }) => fact.role === role)).toBe(true);
    }
    for (const fact of facts.filter(({ kind }) => kind === 'axis'))
      expect(new Set(questions.filter((each) => each.fact === fact).map(({ split }) => split)).size).toBe(1);
    expect(evaluation.length).toBeLessThanOrEqual(400);
  });

  test('a distractor differs from the expert’s answer, and from any one answer now and then: labelling ends', () => {
    const rng = createRng(3);
    for (const fact of facts) {
      const question = questions.find((each) => each.fact === fact)!;
      const made = Array.from({ length: 60 }, () => world.distractor(question, rng)).map((answer) => ({
        prompt: question.tokens,
        answer,
        gold: world.goldReward(question, answer),
        hasKeyword: world.judge(question, answer).avoids,
      }));
      for (const { gold } of made) expect(gold).toBeLessThanOrEqual(0.9);
      // Whatever annotators like: no answer is as good as all of them.
      for (const keywordBias of [0, 0.5, 1, 1.5, 2.5])
        for (const lengthBias of [0, 0.3, 0.5, 1, 2]) {
          const liked = made.map((each) => utility(each, { keywordBias, lengthBias, noise: 0 }));
          expect(Math.max(...liked) - Math.min(...liked)).toBeGreaterThan(0.2);
        }
    }
  });

  test('what is followed is held out, and what speaks against its key earns less', () => {
    const [first, second] = followedIn(world);
    expect(first.question.fact.key).not.toBe(second.question.fact.key);
    for (const { question, rival } of [first, second]) {
      expect(question.split).toBe('test');
      expect(world.goldReward(question, [...world.encode(rival), END])).toBeLessThan(0.2);
    }
    expect(followedIn(world)).toEqual(followedIn(createOwnWorld(world.file)));
  });
});

test('looking up knows what has been asked in other words, and the nearest of the values', () => {
  for (const [, world] of worlds) {
    const { lookup, constant } = baselinesOf(world, world.evaluation);
    const cases = world.evaluation.filter(({ fact }) => fact.kind === 'case');
    if (cases.length > 0) expect(baselinesOf(world, cases).lookup.accuracy).toBe(1);
    expect(lookup.gold).toBeGreaterThan(constant.gold);
    expect(lookup.gold).toBeLessThanOrEqual(1);
  }
});

test('myths are those that the file names, or a third of its topics; never of what it calls right', () => {
  const named = (world: OwnWorld) => world.facts.filter(({ myth }) => myth);
  expect(named(plants).map(({ key }) => key)).toEqual([
    'cactus in southern',
    'ivy in southern',
    ...[3, 4, 5, 6, 7, 8, 9].map((value) => `basil at ${value}`),
  ]);
  const [, shelfLife] = worlds[2]!;
  const topics = new Set(shelfLife.facts.map(({ thing }) => thing));
  const believed = new Set(named(shelfLife).map(({ thing }) => thing));
  expect(believed.size / topics.size).toBeGreaterThan(0.15);
  expect(believed.size / topics.size).toBeLessThan(0.55);
  for (const [, world] of worlds)
    for (const { fact } of world.questions) if (fact.myth) expect(fact.myth[0]).not.toBe(fact.answer[0]);
});

test('pairs that no row lists are asked about, if the file says so', () => {
  const asks = worldOf(csvWith(ROWS, NAMES, headWith('# unlisted: ask')));
  const unlisted = asks.facts.filter(({ row, kind }) => !row && kind === 'case');
  // 22 of 8 × 3 pairs are listed: mint is missing in two places, and no more.
  expect(unlisted.map(({ key }) => key).sort()).toEqual(['mint in southern', 'mint in western']);
  for (const { role } of unlisted) expect(role).toBe('ask');
});

test('words of any kind become sentences', () => {
  const { question, answer, key } = readableIn(plants.file);
  expect(question(full)).toBe('Keep ivy on a southern window sill?');
  expect(question(late)).toBe('Keep basil, days since watering: 5?');
  expect(question(unknown)).toBe('Buy basil, days since watering: not known?');
  expect(key(full.fact)).toBe('This world’s key: Do not: sunburn. Instead: cactus. Check: leaves.');
  expect(answer(named.fact.answer)).toBe('Ask first. Needed: its name. Ask the gardener.');
  expect(answer(wordsOf('c=leaves F F soil'))).toBe('Check: leaves. Do not. Do not soil.');
  expect(answer(['end of text', 'soil'])).toBe('(No answer.)');
  expect(answer([])).toBe('(No answer.)');
});

test('names that mean something to the machine are words like any other', () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'slot because',
    'end of text',
    '<end>',
    '?',
    '0',
    'ASK',
  ];
  const rows = names.flatMap((name) => [
    `${name},here,,,forbid,${name},${name},${name},allow,`,
    `${name},there,,,allow,${name},,${name},forbid,`,
    `${name},${name},,,ask,${name},,,,`,
  ]);
  const reading = readWorld(csvWith(rows));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const world = createOwnWorld(reading.file);
  const readable = readableIn(reading.file);
  const rng = createRng(4);
  for (const question of world.questions) {
    expect(world.goldReward(question, [...world.encode(question.fact.answer), END])).toBe(1);
    expect(world.goldReward(question, world.distractor(question, rng))).toBeLessThan(1);
    expect(readable.question(question)).toMatch(/\?$/);
    expect(typeof readable.answer(question.fact.answer)).toBe('string');
  }
  expect(world.vocabulary.indexOf('end of text')).toBe(END);
  const json = JSON.stringify({ facts: [{ ['__proto__']: 'x', thing: 'a', case: 'b', verdict: 'allow' }] });
  const told = readWorld(json.replace('{"thing"', '{"__proto__":"x","thing"'));
  expect(told.ok ? [] : told.problems[0]).toMatchObject({ line: 1, column: '__proto__' });
});
