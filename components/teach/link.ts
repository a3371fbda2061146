/** The address that the link maker makes, of a figure in its chapter or alone. */
import type { Declaration } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { queryOf } from '../figure/lab/describe.ts';
import type { Offered } from './offered.ts';

export interface Wanted {
  readonly settings: Settings;
  /** Names of parameters. */
  readonly hide: readonly string[];
  readonly run: boolean;
  readonly present: boolean;
  readonly place: 'chapter' | 'alone';
}

/** @param root of the site */
export function addressOf(
  { slug, id, experiment }: Pick<Offered, 'slug' | 'id' | 'experiment'>,
  declaration: Declaration,
  { settings, hide, run, present, place }: Wanted,
  root: string,
): string {
  // In a chapter other figures may have a parameter of the same name.
  const names = place === 'alone' ? hide : hide.map((name) => `${experiment}.${name}`);
  const query = queryOf(declaration, settings, { hide: names, run, present });
  return place === 'alone' ? `${root}embed/${experiment}/${query}` : `${root}${slug}/${query}#${id}`;
}
