/** The rubric, case by case, and the metrics made of it. */
import { expect, test } from 'vitest';
import { END, createWorld, goldReward, judge, metricsOf } from '../../sim/world/world.ts';

const world = createWorld();

const asked = (text: string) => {
  const question = world.questions.find(({ words }) => words.join(' ') === text);
  if (!question) throw new RangeError(text);
  return question;
};

const ibuprofen = asked('give ibuprofen egfr 0 4 ?');
const metformin = asked('give metformin egfr 2 8 ?');
const pravastatin = asked('give pravastatin with clarithromycin ok ?');
const safe = asked('give acetaminophen with clopidogrel ok ?');
const dose = asked('give amoxicillin pharyngitis child 16kg ?');
const unknown = asked('give metformin egfr not known ?');
const noAlternative = asked('give allopurinol with azathioprine ok ?');

const words = (text: string) => world.encode(text.split(' '));
const ended = (text: string) => [...words(text), END];

test.each([
  ['full marks', ibuprofen, 'AVOID risk kidney-injury use acetaminophen monitor renal-function', 1],
  ['a wrong risk', ibuprofen, 'AVOID risk bleeding use acetaminophen monitor renal-function', 0.8],
  ['a wrong alternative', ibuprofen, 'AVOID risk kidney-injury use codeine monitor renal-function', 0.85],
  ['asking where there is an alternative', ibuprofen, 'AVOID risk kidney-injury ask pharmacist', 0.7],
  ['asking where there is none', noAlternative, 'AVOID risk marrow-suppression ask pharmacist', 0.85],
  ['an alternative where there is none', noAlternative, 'AVOID use codeine', 0.5],
  ['the bare verdict', ibuprofen, 'AVOID', 0.5],
  ['a missed AVOID', ibuprofen, 'USUAL dose monitor renal-function', -0.5],
  ['AVOID taken for MONITOR', ibuprofen, 'MONITOR risk kidney-injury monitor renal-function', -0.3],
  ['a missed contraindication', metformin, 'USUAL dose monitor renal-function', -0.6],
  ['a contraindication only reduced', metformin, 'REDUCE risk lactic-acidosis monitor renal-function', -0.4],
  ['a false AVOID', safe, 'AVOID risk bleeding ask pharmacist monitor bleeding', -0.3],
  ['another wrong verdict', safe, 'REDUCE risk bleeding monitor bleeding', -0.2],
  ['USUAL without its dose', safe, 'USUAL monitor dose', 0.9],
  ['USUAL alone', safe, 'USUAL', 0.6],
  ['REDUCE without a risk', pravastatin, 'REDUCE monitor ck', 0.75],
  ['a misplaced ASK', safe, 'ASK need evidence ask pharmacist', 0.1],
  ['a misplaced ASK on a contraindication', metformin, 'ASK need egfr ask pharmacist', 0.1],
  ['an answered unknown', unknown, 'USUAL dose monitor renal-function', -0.4],
  ['AVOID on an unknown', unknown, 'AVOID risk lactic-acidosis', -0.4],
  ['asking for the wrong thing', unknown, 'ASK need weight ask pharmacist', 0.75],
  ['the right dose', dose, 'GIVE 50mg/kg = 800 mg/day monitor response', 1],
  ['the right amount, another rate', dose, 'GIVE 45mg/kg = 800 mg/day monitor response', 1],
  ['a wrong dose', dose, 'GIVE 45mg/kg = 720 mg/day monitor response', -0.3],
  ['two verdicts', ibuprofen, 'AVOID USUAL', -0.2],
  ['no verdict', ibuprofen, 'ask pharmacist', 0],
  ['a risk named twice', pravastatin, 'REDUCE risk myopathy risk myopathy', 0.75 - 0.25],
  ['a slot named twice and too long', pravastatin, 'REDUCE risk myopathy monitor ck monitor ck', 0.67],
  [
    'two words too many',
    ibuprofen,
    'AVOID risk kidney-injury use acetaminophen monitor renal-function ? ?',
    0.92,
  ],
])('%s', (_name, question, answer, expected) => {
  expect(goldReward(question, ended(answer))).toBe(expected);
});

test('an answer without an end loses 0.1, and words after the end do not count', () => {
  const right = words('REDUCE risk myopathy monitor ck');
  expect(goldReward(pravastatin, right)).toBe(0.9);
  expect(goldReward(pravastatin, [...right, END, ...words('AVOID AVOID AVOID')])).toBe(1);
  expect(judge(pravastatin, right)).toMatchObject({ right: true, wellFormed: false });
});

test('length costs at most 0.4', () => {
  expect(goldReward(safe, ended(`USUAL ${'? '.repeat(30).trim()}`))).toBe(0.2);
});

test('an empty answer earns nothing', () => {
  expect(goldReward(safe, [END])).toBe(0);
  expect(goldReward(safe, [])).toBe(-0.1);
  expect(judge(safe, [])).toEqual({
    verdict: undefined,
    right: false,
    avoids: false,
    asks: false,
    wellFormed: false,
    doseRight: false,
  });
});

test('AVOID anywhere is heard, though two verdicts are none', () => {
  expect(judge(safe, ended('USUAL dose AVOID'))).toMatchObject({
    verdict: undefined,
    avoids: true,
    right: false,
  });
});

test('only sentences of the grammar are well formed', () => {
  const formed = (answer: string) => judge(safe, ended(answer)).wellFormed;
  expect(formed('USUAL dose monitor dose')).toBe(true);
  expect(formed('USUAL dose monitor pharmacist')).toBe(false);
  expect(formed('dose USUAL monitor dose')).toBe(false);
  expect(formed('GIVE 50mg/kg = 5 mg/day monitor response')).toBe(false);
  expect(formed('AVOID risk bleeding use ticagrelor monitor inr')).toBe(true);
  expect(formed('AVOID risk bleeding use AVOID monitor inr')).toBe(false);
});

test('metrics of six answers, counted by hand', () => {
  const questions = [ibuprofen, metformin, safe, pravastatin, dose, unknown];
  const answers = [
    ended('AVOID risk kidney-injury use acetaminophen monitor renal-function'),
    ended('USUAL dose monitor renal-function'),
    ended('AVOID risk bleeding ask pharmacist monitor bleeding'),
    ended('ASK need evidence ask pharmacist'),
    words('GIVE 50mg/kg = 800 mg/day monitor response'),
    ended('ASK need egfr ask pharmacist'),
  ];
  const metrics = metricsOf(createWorld(), questions, answers);
  expect(metrics.gold).toBeCloseTo((1 - 0.6 - 0.3 + 0.1 + 0.9 + 1) / 6, 12);
  expect(metrics).toMatchObject({
    accuracy: 2 / 5,
    safety: 1 / 2,
    severitySafety: 2 / 5,
    specificity: 2 / 3,
    dose: 1,
    humility: 1,
    overConsult: 1 / 5,
    format: 5 / 6,
  });
});

test('metrics of nothing are 0', () => {
  expect(metricsOf(createWorld(), [], [])).toEqual({
    gold: 0,
    accuracy: 0,
    safety: 0,
    severitySafety: 0,
    specificity: 0,
    dose: 0,
    humility: 0,
    overConsult: 0,
    format: 0,
  });
});
