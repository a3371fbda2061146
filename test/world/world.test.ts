/** Counts, split and form of the teaching world. */
import { expect, test } from 'vitest';
import {
  LONGEST_ANSWER,
  PROMPT_LENGTH,
  createWorld,
  drugsWithRenalSteps,
  expertAnswer,
  goldReward,
  judge,
  questionClasses,
  type Question,
  type QuestionClass,
} from '../../sim/world/world.ts';

const world = createWorld();

const ofClass = (name: QuestionClass, questions: readonly Question[] = world.questions) =>
  questions.filter(({ fact }) => fact.questionClass === name);

const factsOf = (questions: readonly Question[]) => new Set(questions.map(({ fact }) => fact.key));

function verdictCounts(questions: readonly Question[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { fact } of questions) counts[fact.verdict] = (counts[fact.verdict] ?? 0) + 1;
  return counts;
}

/*
 * A clinical review took questions out of the first edition (2866/5717, 152/608, 172/515, 125/250, 20/57, 646/2066;
 * 9213 prompts) where authorities differ, a label is silent or a rule has an "if", and let six standard
 * combinations and a child too light for acetaminophen change class. The unknowns are 27 drugs without an eGFR, 17
 * regimens without a weight, 2 children who are too light, 3 drugs without a genotype, 18 without an allergy history,
 * 338 pairs, 160 unlisted names. A second reading took 21 pairs more out of the unlisted ones: labels say something of
 * them, or the formulary itself recommends them.
 */
test('facts and prompts per class', () => {
  const counts = questionClasses.map((name) => [name, factsOf(ofClass(name)).size, ofClass(name).length]);
  expect(counts).toEqual([
    ['renal', 2787, 5539],
    ['interaction', 159, 636],
    ['condition', 157, 465],
    ['dose', 123, 246],
    ['pgx', 19, 54],
    ['unknown', 565, 1713],
  ]);
  expect(world.questions).toHaveLength(8653);
});

test('prompts per verdict', () => {
  expect(verdictCounts(ofClass('renal'))).toEqual({ AVOID: 558, REDUCE: 1273, MONITOR: 346, USUAL: 3362 });
  expect(verdictCounts(ofClass('interaction'))).toEqual({ AVOID: 184, MONITOR: 260, REDUCE: 36, USUAL: 156 });
  expect(verdictCounts(ofClass('condition'))).toEqual({ AVOID: 148, MONITOR: 128, USUAL: 162, REDUCE: 27 });
  expect(verdictCounts(ofClass('dose'))).toEqual({ GIVE: 246 });
  expect(verdictCounts(ofClass('pgx'))).toEqual({ AVOID: 30, REDUCE: 12, MONITOR: 12 });
  expect(verdictCounts(ofClass('unknown'))).toEqual({ ASK: 1713 });
});

test('every word of the vocabulary is one token, and the end is token 0', () => {
  expect(world.vocabulary).toHaveLength(279);
  expect(new Set(world.vocabulary).size).toBe(world.vocabulary.length);
  expect(world.vocabulary[0]).toBe('<end>');
  for (const { words, tokens } of world.questions) {
    expect(world.decode(tokens)).toEqual(words);
    expect(tokens).not.toContain(0);
  }
  expect(() => world.encode(['no-such-word'])).toThrow(RangeError);
  expect(() => world.decode([-1])).toThrow(RangeError);
});

test('all prompts have six words and differ', () => {
  for (const { words } of world.questions) expect(words).toHaveLength(PROMPT_LENGTH);
  expect(new Set(world.questions.map(({ words }) => words.join(' '))).size).toBe(world.questions.length);
});

test('every expert answer scores exactly 1, is well formed and short enough', () => {
  for (const question of world.questions) {
    const answer = expertAnswer(question);
    expect(answer.length).toBeLessThanOrEqual(LONGEST_ANSWER);
    expect(goldReward(question, answer)).toBe(1);
    expect(judge(question, answer)).toMatchObject({
      right: true,
      wellFormed: true,
      verdict: question.fact.verdict,
    });
  }
});

test('every fact says who says so', () => {
  for (const { fact } of world.questions) {
    expect(fact.authority).toMatch(/\S/);
    expect(fact.statement).toMatch(/\S/);
    expect(fact.contraindicated).toBe(fact.severity === 3);
  }
});

test('kidney cells, doses and a quarter of the unlisted pairs are held out whole', () => {
  const train = factsOf(world.train);
  const whole = world.test.filter(
    ({ fact }) => fact.questionClass === 'renal' || fact.questionClass === 'dose' || fact.neverAsked,
  );
  for (const { fact } of whole) expect(train).not.toContain(fact.key);
  const renalShare = ofClass('renal', world.test).length / ofClass('renal').length;
  expect(renalShare).toBeGreaterThan(0.23);
  expect(renalShare).toBeLessThan(0.27);
  const pairs = ofClass('unknown').filter(({ fact }) => fact.neverAsked !== undefined);
  expect(factsOf(pairs).size).toBe(338);
  expect(factsOf(pairs.filter(({ fact }) => fact.neverAsked)).size).toBe(88);
});

test('every other held-out question has another phrasing in training', () => {
  const train = factsOf(world.train);
  for (const { fact } of world.test) {
    if (fact.questionClass === 'renal' || fact.questionClass === 'dose' || fact.neverAsked) continue;
    expect(train).toContain(fact.key);
  }
});

test('every held-out product of rate and weight is seen in training with another regimen', () => {
  const cell = ({ fact }: Question) => `${fact.rate!} ${fact.weight!}`;
  const seen = new Set(ofClass('dose', world.train).map(cell));
  const heldOut = ofClass('dose', world.test);
  expect(heldOut).toHaveLength(52);
  for (const question of heldOut) expect(seen).toContain(cell(question));
});

test('metformin at eGFR 28 is held out in every phrasing', () => {
  const asked = world.questions.filter(({ fact }) => fact.key === 'renal metformin 28');
  expect(asked.map(({ words }) => words.join(' '))).toEqual([
    'give metformin egfr 2 8 ?',
    'start metformin egfr 2 8 ?',
  ]);
  expect(asked.map(({ split }) => split)).toEqual(['test', 'test']);
});

test('what authorities disagree about is not asked', () => {
  const keys = factsOf(world.questions);
  for (const key of [
    'metformin 45',
    'nitrofurantoin 40',
    'combined-pill 10',
    'apixaban 12',
    'digoxin 33',
    'warfarin 30',
  ]) {
    expect(keys).not.toContain(`renal ${key}`);
  }
  expect(keys).not.toContain('pair warfarin carbamazepine');
  expect(keys).not.toContain('pair theophylline tobacco');
});

/** 604 before the clinical review: what it left out is not asked here either. */
test('the evaluation holds 602 different held-out questions', () => {
  expect(world.evaluation).toHaveLength(602);
  expect(new Set(world.evaluation).size).toBe(602);
  expect(world.evaluation.every(({ split }) => split === 'test')).toBe(true);
  expect(verdictCounts(ofClass('renal', world.evaluation))).toEqual({
    AVOID: 40,
    REDUCE: 40,
    MONITOR: 40,
    USUAL: 40,
  });
  expect(questionClasses.map((name) => ofClass(name, world.evaluation).length)).toEqual([
    160, 168, 116, 52, 16, 90,
  ]);
});

test('27 drugs have renal steps, and their truths are the facts', () => {
  const drugs = drugsWithRenalSteps();
  expect(drugs).toHaveLength(27);
  for (const { drug, truth, asked, phrasings } of drugs) {
    for (let egfr = 0; egfr < 100; egfr++) {
      const questions = world.questions.filter(({ fact }) => fact.drug === drug && fact.egfr === egfr);
      expect(questions.length > 0).toBe(asked(egfr));
      if (!asked(egfr)) continue;
      expect(questions[0]!.fact.verdict).toBe(truth(egfr));
      expect(phrasings(egfr)).toEqual(questions.map(({ tokens }) => tokens));
    }
  }
});

test('the world is built once', () => {
  expect(createWorld()).toBe(world);
});
