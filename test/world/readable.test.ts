/** English sentences for every question, every answer, and any tokens at all. */
import { expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import {
  createWorld,
  drugsWithRenalSteps,
  labelOf,
  readableAnswer,
  readableQuestion,
} from '../../sim/world/world.ts';

const world = createWorld();

/** Hyphens that are English, not tokens. */
const HYPHENATED = ['co-trimoxazole', 'low-sodium', 'HLA-'];

function expectReadable(text: string) {
  const plain = HYPHENATED.reduce((left, word) => left.replaceAll(new RegExp(word, 'gi'), 'x'), text);
  expect(plain).toMatch(/\S/);
  expect(plain).not.toMatch(/undefined|NaN|[<>_]|-/);
}

const asked = (text: string) => world.questions.find(({ words }) => words.join(' ') === text)!;

test.each([
  ['give ibuprofen egfr 0 4 ?', 'Ibuprofen, eGFR 4: may it be given?'],
  ['start tramadol crcl 2 0 ?', 'Tramadol, CrCl 20: may it be started?'],
  [
    'give pravastatin with clarithromycin ok ?',
    'Pravastatin with clarithromycin: may they be given together?',
  ],
  [
    'continue codeine in cyp2d6-poor patient ?',
    'Codeine, patient with CYP2D6 poor metabolism: may it be continued?',
  ],
  ['give warfarin in pregnant patient ?', 'Warfarin in pregnancy: may it be given?'],
  [
    'give amoxicillin in penicillin-anaphylaxis patient ?',
    'Amoxicillin after anaphylaxis to penicillin: may it be given?',
  ],
  [
    'give amoxicillin otitis child 16kg ?',
    'Amoxicillin for a child of 16 kg, otitis media: what daily dose?',
  ],
  ['give metformin egfr not known ?', 'Metformin, eGFR not known: may it be given?'],
])('%s', (words, sentence) => {
  expect(readableQuestion(asked(words))).toBe(sentence);
});

test.each([
  [
    'AVOID risk kidney-injury use acetaminophen monitor renal-function',
    'Avoid: risk of kidney injury. Use acetaminophen. Monitor renal function.',
  ],
  ['USUAL dose monitor inr <end> AVOID', 'Usual dose. Monitor INR.'],
  [
    'GIVE 50mg/kg = 800 mg/day monitor response',
    'Give 50 mg/kg a day: 800 mg a day, in divided doses. Monitor the response.',
  ],
  ['ASK need egfr ask pharmacist', 'Ask first: the eGFR is needed. Ask a pharmacist.'],
  ['REDUCE risk myopathy monitor ck', 'Reduce the dose: risk of myopathy. Monitor creatine kinase.'],
  ['', '(No answer.)'],
])('%s is said in English', (words, sentence) => {
  expect(readableAnswer(words.split(' ').filter(Boolean))).toBe(sentence);
});

test('a pair’s lower dose says whose it is', () => {
  const reduced = world.questions.filter(
    ({ fact }) => fact.verdict === 'REDUCE' && fact.partner !== undefined,
  );
  expect(reduced.length).toBeGreaterThan(0);
  for (const { fact } of reduced) {
    expect([fact.drug, fact.partner]).toContain(fact.lowers);
    expect(readableAnswer(fact.answer, fact)).toContain(`Reduce the dose of ${labelOf(fact.lowers!)}: `);
  }
  const { fact } = asked('give warfarin with amiodarone ok ?');
  expect(readableAnswer(fact.answer, fact)).toBe(
    'Reduce the dose of warfarin: risk of bleeding. Monitor INR.',
  );
  expect(readableAnswer(['REDUCE'], fact)).toBe('Reduce the dose of warfarin.');
});

test('"monitor pregnancy" fits who is pregnant and who must not become it', () => {
  expect(readableAnswer(['monitor', 'pregnancy'])).toBe('Monitor pregnancy.');
});

test('every question and every expert answer reads as English', () => {
  for (const question of world.questions) {
    expectReadable(readableQuestion(question));
    expectReadable(readableAnswer(question.fact.answer));
  }
});

test('any tokens give some sentence', () => {
  const rng = createRng('readable');
  for (const word of world.vocabulary) expectReadable(readableAnswer([word]));
  for (let i = 0; i < 20000; i++) {
    const words = Array.from(
      { length: rng.integer(16) },
      () => world.vocabulary[rng.integer(world.vocabulary.length)]!,
    );
    expectReadable(readableAnswer(words));
  }
});

test('labels of the drugs with renal steps are words', () => {
  for (const { drug, label } of drugsWithRenalSteps()) {
    expect(label).toBe(labelOf(drug));
    expectReadable(label);
  }
});
