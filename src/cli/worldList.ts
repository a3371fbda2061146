/** Every fact of the teaching world as a line, to be read by eye: question, answer, severity, authority, how it was checked. */
import { createWorld, readableAnswer, readableQuestion } from '../../sim/world/world.ts';

export function* worldList(): Generator<string, void, undefined> {
  yield ['class', 'question', 'right answer', 'severity', 'authority', 'checked', 'split'].join('\t');
  const known = new Set<string>();
  for (const question of createWorld().questions) {
    const { fact, split } = question;
    if (known.has(fact.key)) continue;
    known.add(fact.key);
    const { questionClass, answer, severity, authority, checked } = fact;
    const texts = [readableQuestion(question), readableAnswer(answer)];
    yield [questionClass, ...texts, severity, authority, checked, split].join('\t');
  }
}
