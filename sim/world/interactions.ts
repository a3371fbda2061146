/** Pairs: 121 with a verdict of their own and 31 that may be combined. */
import { factFrom, type Fact } from './fact.ts';
import { drugNamed, formulary } from './formulary.ts';
import { wordOf } from './names.ts';
import { usualMonitor } from './renal.ts';
import { severityOfPair, verdictOfPair } from './verdicts.ts';

/** "Adjust" that does not mean "reduce": one dose goes up, the other goes down only after quitting. */
const OTHER_ADJUSTMENTS = new Set(['warfarin carbamazepine', 'theophylline tobacco smoke']);

export function interactionFacts(): Fact[] {
  const listed = formulary.interactions
    .filter(({ a, b }) => !OTHER_ADJUSTMENTS.has(`${a} ${b}`))
    .map(({ a, b, severity, verdict, statement, authority, checked, risk, monitor, alternative }) =>
      factFrom({
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
        statement,
        authority,
        checked,
      }),
    );
  const safe = formulary.safePairs.map(({ a, b, statement, authority, checked }) =>
    factFrom({
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
      statement,
      authority,
      checked,
    }),
  );
  return [...listed, ...safe];
}
