/** The questions every metric is measured on: unique, held out, the same in every run. */
import { inFixedOrder } from './fraction.ts';
import type { Question } from './questions.ts';
import { verdicts } from './verdicts.ts';

const RENAL_PER_VERDICT = 40;
const PER_UNKNOWN_GROUP = 30;

const chosen = (questions: readonly Question[], count: number) =>
  inFixedOrder(questions, ({ words }) => `evaluation ${words.join(' ')}`).slice(0, count);

/** All held-out questions of four classes; kidneys evenly by verdict; three kinds of unknown. */
export function evaluationQuestions(test: readonly Question[]): Question[] {
  const ofClass = (name: string) => test.filter(({ fact }) => fact.questionClass === name);
  const renal = ofClass('renal');
  const unknown = ofClass('unknown');
  return [
    ...verdicts.flatMap((verdict) =>
      chosen(
        renal.filter(({ fact }) => fact.verdict === verdict),
        RENAL_PER_VERDICT,
      ),
    ),
    ...['interaction', 'condition', 'dose', 'pgx'].flatMap(ofClass),
    ...chosen(
      unknown.filter(({ fact }) => fact.need !== 'evidence'),
      PER_UNKNOWN_GROUP,
    ),
    ...chosen(
      unknown.filter(({ fact }) => fact.need === 'evidence' && !fact.neverAsked),
      PER_UNKNOWN_GROUP,
    ),
    ...chosen(
      unknown.filter(({ fact }) => fact.neverAsked),
      PER_UNKNOWN_GROUP,
    ),
  ];
}

/** A share of the questions, evenly spread over them. */
export function someOf(questions: readonly Question[], share: number): Question[] {
  return questions.filter((_, i) => Math.floor((i + 1) * share) !== Math.floor(i * share));
}
