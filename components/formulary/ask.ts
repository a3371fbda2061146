/** The figure that asks three models about a drug at every kidney function, with its settings. */
import { loadExperiment } from '../../sim/experiments/index.ts';
import { defaultsOf, encode } from '../../sim/settings.ts';
import { wordOf } from '../../sim/world/names.ts';
import type { Fact } from '../../sim/world/fact.ts';
import { placedFigures } from '../text/coursePages.ts';

const EXPERIMENT = 'ask-the-model';

/**
 * Address inside the site; undefined for a drug that the figure does not offer.
 *
 * @param asked what the world asks about one band: the kidney function in its middle is shown
 */
export async function askTheModel(drug: string, asked: readonly Fact[]): Promise<string | undefined> {
  const { params } = await loadExperiment(EXPERIMENT);
  const { drug: offered } = params;
  const word = wordOf(drug);
  if (offered?.kind !== 'choice' || !Object.hasOwn(offered.choices, word) || asked.length === 0)
    return undefined;
  const { egfr } = asked[Math.floor(asked.length / 2)]!;
  const figure = placedFigures.find(({ experiment }) => experiment === EXPERIMENT)!;
  const query = encode(EXPERIMENT, params, { ...defaultsOf(params), drug: word, egfr: egfr! });
  return `${figure.page.slug}/?${query}#${figure.id}`;
}
