/** Pairs: those with a verdict of their own, and those that may be combined. */
import { factFrom, type Fact } from './fact.ts';
import { drugNamed, formulary, sourceOf } from './formulary.ts';
import { wordOf } from './names.ts';
import { usualMonitor } from './renal.ts';
import { severityOfPair, verdictOfPair } from './verdicts.ts';

export function interactionFacts(): Fact[] {
  const listed = formulary.interactions
    .filter(({ notAsked }) => notAsked === undefined)
    .map((pair) => {
      const { a, b, severity, verdict, risk, monitor, alternative, lowers } = pair;
      return factFrom({
        key: `pair ${wordOf(a)} ${wordOf(b)}`,
        topic: `pair ${wordOf(a)} ${wordOf(b)}`,
        questionClass: 'interaction',
        verdict: verdictOfPair[verdict],
        severity: severityOfPair[severity],
        contraindicated: severity === 'contraindicated',
        drug: wordOf(a),
        partner: wordOf(b),
        risk,
        monitor,
        ...(alternative ? { alternative: wordOf(alternative) } : {}),
        ...(lowers ? { lowers: wordOf(lowers) } : {}),
        ...sourceOf(pair),
      });
    });
  const safe = formulary.safePairs.map((pair) => {
    const { a, b } = pair;
    return factFrom({
      key: `pair ${wordOf(a)} ${wordOf(b)}`,
      topic: `pair ${wordOf(a)} ${wordOf(b)}`,
      questionClass: 'interaction',
      verdict: 'USUAL',
      severity: 1,
      contraindicated: false,
      drug: wordOf(a),
      partner: wordOf(b),
      risk: 'none',
      monitor: usualMonitor(drugNamed(a)),
      ...sourceOf(pair),
    });
  });
  return [...listed, ...safe];
}
