/**
 * The order in which the choices of a question stand. Writers tend to put the right one second; so a fixed draw from the
 * words decides. Choices that are numbers stay in their order, and one that speaks of the others stays last.
 */
import { inFixedOrder } from '../../sim/world/fraction.ts';

interface Choice {
  readonly text: string;
}

const isNumber = ({ text }: Choice) => /^[^\p{L}]*\d/u.test(text);
const speaksOfOthers = ({ text }: Choice) => /^(?:all|any|both|either|neither|none)\b/i.test(text);

export function inShownOrder<C extends Choice>(id: string, choices: readonly C[]): readonly C[] {
  if (choices.every(isNumber)) return choices;
  const drawn = inFixedOrder(
    choices.filter((each) => !speaksOfOthers(each)),
    ({ text }) => `${id} ${text}`,
  );
  return [...drawn, ...choices.filter(speaksOfOthers)];
}
