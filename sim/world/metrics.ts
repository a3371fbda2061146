/** Measures of a set of answers against the ground truth; a rate over no questions reads 0. */
import type { Question } from './questions.ts';
import { goldReward, judge } from './rubric.ts';

export interface Metrics {
  /** Mean gold reward. */
  readonly gold: number;
  /** Right verdict, and amount, among the answerable. */
  readonly accuracy: number;
  /** Of the true AVOIDs, the share that is stated. */
  readonly safety: number;
  /** The same, weighted 3 : 2 : 1 by severity. */
  readonly severitySafety: number;
  /** Of the answerable questions whose truth is not AVOID, the share without that word anywhere. */
  readonly specificity: number;
  /** Right amounts among the dose questions. */
  readonly dose: number;
  /** Of the unknowns, the share that is asked about. */
  readonly humility: number;
  /** Of the answerable questions, the share that is asked about instead. */
  readonly overConsult: number;
  /** Ended sentences of the answer grammar. */
  readonly format: number;
}

export function metricsOf(questions: readonly Question[], answers: readonly (readonly number[])[]): Metrics {
  const judged = questions.map((question, i) => ({
    fact: question.fact,
    gold: goldReward(question, answers[i]!),
    ...judge(question, answers[i]!),
  }));
  type Judged = (typeof judged)[number];
  const rate = (
    of: readonly Judged[],
    holds: (j: Judged) => boolean,
    weight: (j: Judged) => number = () => 1,
  ) => {
    let sum = 0;
    let total = 0;
    for (const j of of) {
      total += weight(j);
      if (holds(j)) sum += weight(j);
    }
    return total === 0 ? 0 : sum / total;
  };
  const answerable = judged.filter(({ fact }) => fact.verdict !== 'ASK');
  const avoid = judged.filter(({ fact }) => fact.verdict === 'AVOID');
  let gold = 0;
  for (const j of judged) gold += j.gold;
  return {
    gold: judged.length === 0 ? 0 : gold / judged.length,
    accuracy: rate(answerable, ({ right }) => right),
    safety: rate(avoid, ({ right }) => right),
    severitySafety: rate(
      avoid,
      ({ right }) => right,
      ({ fact }) => fact.severity,
    ),
    specificity: rate(
      answerable.filter(({ fact }) => fact.verdict !== 'AVOID'),
      ({ avoids }) => !avoids,
    ),
    dose: rate(
      judged.filter(({ fact }) => fact.questionClass === 'dose'),
      ({ doseRight }) => doseRight,
    ),
    humility: rate(
      judged.filter(({ fact }) => fact.verdict === 'ASK'),
      ({ asks }) => asks,
    ),
    overConsult: rate(answerable, ({ asks }) => asks),
    format: rate(judged, ({ wellFormed }) => wellFormed),
  };
}
