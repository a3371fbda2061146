/** Alerts: answers in which something is forbidden, right or wrong. */
import { judge, type Question } from '../../world/world.ts';

export interface AlertRates {
  /** Of the questions to avoid, those in which something is forbidden. */
  readonly recall: number;
  /** The same of the other answerable questions. */
  readonly falseAlarms: number;
}

export const NO_ALERTS: AlertRates = { recall: 0, falseAlarms: 0 };

/** “Avoid” anywhere in an answer, as specificity counts it, on both kinds of question. */
export function alertRatesOf(
  questions: readonly Question[],
  answers: readonly (readonly number[])[],
): AlertRates {
  let [avoid, caught, others, alarmed] = [0, 0, 0, 0];
  for (const [q, question] of questions.entries()) {
    const { verdict } = question.fact;
    if (verdict === 'ASK') continue;
    const { avoids } = judge(question, answers[q]!);
    if (verdict === 'AVOID') {
      avoid += 1;
      if (avoids) caught += 1;
    } else {
      others += 1;
      if (avoids) alarmed += 1;
    }
  }
  return { recall: caught / Math.max(1, avoid), falseAlarms: alarmed / Math.max(1, others) };
}

/** Positive predictive value: of the alerts, those that are right, where this share of the questions is to be avoided. */
export function precisionAt({ recall, falseAlarms }: AlertRates, prevalence: number): number {
  const alerts = prevalence * recall + (1 - prevalence) * falseAlarms;
  return alerts === 0 ? 0 : (prevalence * recall) / alerts;
}
