/** The six verdicts, and how each action of the formulary becomes one. */

export type Verdict = 'AVOID' | 'REDUCE' | 'MONITOR' | 'USUAL' | 'GIVE' | 'ASK';

export const verdicts: readonly Verdict[] = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL', 'GIVE', 'ASK'];

export type QuestionClass = 'renal' | 'interaction' | 'condition' | 'dose' | 'pgx' | 'unknown';

export const questionClasses: readonly QuestionClass[] = [
  'renal',
  'interaction',
  'condition',
  'dose',
  'pgx',
  'unknown',
];

export type Action = 'normal' | 'ok' | 'caution' | 'reduce' | 'avoid' | 'contraindicated';
export type PairVerdict = 'avoid' | 'adjust' | 'hold' | 'separate' | 'monitor';
export type PairSeverity = 'contraindicated' | 'major' | 'moderate' | 'minor';

/** Renal bands, liver stages, pregnancy, allergies and genotypes share one scale of actions. */
export const verdictOfAction: Readonly<Record<Action, Verdict>> = {
  normal: 'USUAL',
  ok: 'USUAL',
  caution: 'MONITOR',
  reduce: 'REDUCE',
  avoid: 'AVOID',
  contraindicated: 'AVOID',
};

/** By what the management line asks for, not by severity: a major pair may only need monitoring. */
export const verdictOfPair: Readonly<Record<PairVerdict, Verdict>> = {
  avoid: 'AVOID',
  hold: 'AVOID',
  adjust: 'REDUCE',
  separate: 'MONITOR',
  monitor: 'MONITOR',
};

/** Weight of a missed AVOID in the severity-weighted safety. */
export type Severity = 1 | 2 | 3;

export const severityOfAction: Readonly<Record<Action, Severity>> = {
  normal: 1,
  ok: 1,
  caution: 1,
  reduce: 1,
  avoid: 2,
  contraindicated: 3,
};

export const severityOfPair: Readonly<Record<PairSeverity, Severity>> = {
  contraindicated: 3,
  major: 2,
  moderate: 1,
  minor: 1,
};
