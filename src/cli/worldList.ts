/** Every fact of the teaching world as a line, to be read by eye: question, key, severity, who says so and how that is known. */
import {
  createWorld,
  distinctRules,
  formulary,
  readableKey,
  readableQuestion,
  type Evidence,
} from '../../sim/world/world.ts';

/** Of the distinct rules: how many were read, quoted by others, or only named. */
function evidenceLine(): string {
  const rules = distinctRules();
  const count = (evidence: Evidence) => rules.filter(({ checked }) => checked === evidence).length;
  const counts = (['read', 'extract', 'knowledge'] as const).map((each) => `${each} ${count(each)}`);
  return `${rules.length} distinct rules as of ${formulary.asOf}: ${counts.join(', ')}`;
}

export function* worldList(): Generator<string, void, undefined> {
  yield 'Teaching simulation, synthetic data, not for patient care, not reviewed by a licensed pharmacist';
  yield evidenceLine();
  yield [
    'class',
    'question',
    'this world’s key',
    'statement',
    'severity',
    'authority',
    'edition',
    'evidence',
    'split',
  ].join('\t');
  const known = new Set<string>();
  for (const question of createWorld().questions) {
    const { fact, split } = question;
    if (known.has(fact.key)) continue;
    known.add(fact.key);
    const { questionClass, statement, severity, authority, edition, checked } = fact;
    // An answer has few words: what it leaves out stands in the statement.
    const texts = [readableQuestion(question), readableKey(fact), statement];
    yield [questionClass, ...texts, severity, authority, edition, checked, split].join('\t');
  }
}
