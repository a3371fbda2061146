/** The figures of which links can be made: those with controls, in reading order. Build time only (Node). */
import { loadExperiment } from '../../sim/experiments/index.ts';
import { nameOf, placedFigures } from '../text/coursePages.ts';

export interface Offered {
  /** Its page: "7 The reward model". */
  readonly page: string;
  readonly slug: string;
  readonly id: string;
  /** "Figure 7.2" */
  readonly label: string;
  readonly experiment: string;
  readonly title: string;
}

/** A measurement of the reader's machine has no settings that an address could hold. */
const hasSettings = ({ page, id }: (typeof placedFigures)[number]) =>
  page.components.some(({ name, attributes }) => name === 'Lab' && attributes['id'] === id);

export const offered = (): Promise<Offered[]> =>
  Promise.all(
    placedFigures.filter(hasSettings).map(async ({ page, id, label, experiment }) => ({
      page: nameOf(page),
      slug: page.slug,
      id,
      label,
      experiment,
      title: (await loadExperiment(experiment)).title,
    })),
  );
