/** The figure that asks three models about a drug at every kidney function, with its settings. */
import { loadExperiment } from '../../sim/experiments/index.ts';
import { defaultsOf, encode } from '../../sim/settings.ts';
import { wordOf } from '../../sim/world/names.ts';
import type { Fact } from '../../sim/world/fact.ts';
import { isAsked, rules } from '../../sim/world/rules.ts';
import { placedFigures } from '../text/coursePages.ts';

const EXPERIMENT = 'ask-the-model';

/** The lowest rule with steps to see: the kidney function in its middle is shown. */
const lowestAsked = (drug: string): Fact | undefined => {
  const { facts = [] } =
    rules.findLast((rule) => rule.kind === 'kidney' && rule.drug === drug && isAsked(rule)) ?? {};
  return facts[Math.floor(facts.length / 2)];
};

/** Address inside the site; undefined for a drug that the figure does not offer. */
export async function askTheModel(drug: string): Promise<string | undefined> {
  const { params } = await loadExperiment(EXPERIMENT);
  const { drug: offered } = params;
  const word = wordOf(drug);
  const egfr = lowestAsked(drug)?.egfr;
  if (offered?.kind !== 'choice' || !Object.hasOwn(offered.choices, word) || egfr === undefined)
    return undefined;
  const figure = placedFigures.find(({ experiment }) => experiment === EXPERIMENT)!;
  const query = encode(EXPERIMENT, params, { ...defaultsOf(params), drug: word, egfr });
  return `${figure.page.slug}/?${query}#${figure.id}`;
}
