/** What a score is worth as an alarm: whether it ranks, and what each threshold on it finds and costs. */

/** One case: how strongly it is suspected, whether an alarm would be right, and whether missing it would be severe. */
export interface Suspicion {
  readonly score: number;
  readonly positive: boolean;
  readonly severe: boolean;
}

export interface AlarmRates {
  /** Of the positive cases, those with an alarm. */
  readonly recall: number;
  /** The same of the others. */
  readonly falseAlarms: number;
  /** Of the positive cases, those that are severe and have no alarm. */
  readonly missedSevere: number;
}

/** Shares of positive and other cases, with this chance of an alarm each. */
export function alarmRates(cases: readonly Suspicion[], alarm: (score: number) => number): AlarmRates {
  let [positives, caught, others, alarmed, missed] = [0, 0, 0, 0, 0];
  for (const { score, positive, severe } of cases) {
    const chance = alarm(score);
    if (positive) {
      positives += 1;
      caught += chance;
      if (severe) missed += 1 - chance;
    } else {
      others += 1;
      alarmed += chance;
    }
  }
  const [p, o] = [Math.max(1, positives), Math.max(1, others)];
  return { recall: caught / p, falseAlarms: alarmed / o, missedSevere: missed / p };
}

/** An alarm from this score on. */
export const from = (threshold: number) => (score: number) => (score >= threshold ? 1 : 0);

/** Rates at each threshold that changes them, the highest first, down to the one that finds every positive case. */
export function alarmCurve(cases: readonly Suspicion[]): AlarmRates[] {
  const lowest = Math.min(...cases.filter(({ positive }) => positive).map(({ score }) => score));
  const thresholds = [...new Set(cases.map(({ score }) => score))].filter((score) => score >= lowest);
  return thresholds.sort((a, b) => b - a).map((threshold) => alarmRates(cases, from(threshold)));
}

/**
 * The chance that a positive case has a higher score than another one, a tie counted as one half: the area under the
 * receiver operating characteristic. It depends on neither threshold nor prevalence.
 */
export function rankingOf(cases: readonly Suspicion[]): number {
  const [positive, other] = [true, false].map((which) => cases.filter((each) => each.positive === which));
  let sum = 0;
  for (const a of positive!) {
    for (const b of other!) sum += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
  }
  return sum / Math.max(1, positive!.length * other!.length);
}
