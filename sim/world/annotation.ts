/** Ten pairs of answers to training questions, to be compared by a person: one answer is the expert's, the other tempts. */
import { expertAnswer, ended } from './experts.ts';
import type { Question } from './questions.ts';
import { goldReward } from './rubric.ts';

export interface AnnotationPair {
  readonly question: Question;
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** Which of them has the larger gold reward. */
  readonly expert: 'first' | 'second';
  /** Which one warns, forbids or hands back; the longer one where neither or both do. */
  readonly cautious: 'first' | 'second';
}

/** A fact by its key, the other answer in the words of the world, and whether the expert's answer stands first. */
const PAIRS: readonly (readonly [key: string, other: string, expertFirst: boolean])[] = [
  ['renal metformin 75', 'AVOID risk lactic-acidosis ask pharmacist monitor renal-function', true],
  ['renal ibuprofen 25', 'MONITOR risk kidney-injury monitor renal-function', false],
  ['pair warfarin acetaminophen', 'AVOID risk bleeding ask pharmacist monitor inr', true],
  ['dose ibuprofen fever 16', 'ASK need weight ask pharmacist', false],
  ['unknown ibuprofen weight fever', 'GIVE 20mg/kg = 240 mg/day monitor symptoms', true],
  ['pgx codeine cyp2d6-ultrarapid', 'REDUCE risk respiratory-depression monitor sedation', true],
  ['pair amlodipine atorvastatin', 'ASK need evidence ask pharmacist', false],
  ['pair simvastatin grapefruit', 'MONITOR risk myopathy monitor ck', true],
  [
    'condition lisinopril pregnant',
    'AVOID risk fetal-risk ask pharmacist monitor bp ask pharmacist risk seizure',
    false,
  ],
  ['renal lithium 40', 'USUAL dose monitor level', true],
];

const CAUTIOUS = new Set(['AVOID', 'ASK']);

/** @throws RangeError if a fact is not asked in training */
export function annotationPairs(questions: readonly Question[]): AnnotationPair[] {
  return PAIRS.map(([key, words, expertFirst]) => {
    const question = questions.find(({ fact, split }) => fact.key === key && split === 'train');
    if (!question) throw new RangeError(`no training question asks about "${key}"`);
    const other = words.split(' ');
    const [expert, tempting] = [expertAnswer(question), ended(other)];
    const [first, second] = expertFirst ? [expert, tempting] : [tempting, expert];
    const [ofExpert, ofOther] = expertFirst ? (['first', 'second'] as const) : (['second', 'first'] as const);
    const expertWarns = CAUTIOUS.has(question.fact.answer[0]!);
    const otherWarns = CAUTIOUS.has(other[0]!);
    const longer = tempting.length > expert.length ? ofOther : ofExpert;
    return {
      question,
      first,
      second,
      expert: goldReward(question, first) >= goldReward(question, second) ? 'first' : 'second',
      cautious: expertWarns === otherWarns ? longer : expertWarns ? ofExpert : ofOther,
    };
  });
}
