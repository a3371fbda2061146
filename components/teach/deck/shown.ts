/** A figure as a slide shows it: the rows of its settings, recorded or computed at once, and their picture. */
import { JSDOM } from 'jsdom';
import { declarationOf } from '../../../sim/experiment.ts';
import { loadExperiment } from '../../../sim/experiments/index.ts';
import type { Settings } from '../../../sim/param.ts';
import { finish } from '../../../sim/run.ts';
import { defaultsOf, encode, read, write } from '../../../sim/settings.ts';
import { drawSheet } from '../../chart/sheet/sheet.ts';
import { announcementOf, summaryOf } from '../../chart/summary.ts';
import { nodeHost } from '../../host/node.ts';
import { recordedRunOf } from '../../host/recordings.ts';

const { document } = new JSDOM('').window;
const SHEET = { title: '', foot: [], valueOf: (variable: string) => `var(${variable})` };

/** @throws if a setting is not legal, or nothing is recorded of a run that takes time or a model */
export async function shownAs(id: string, settings: Partial<Settings>) {
  const experiment = await loadExperiment(id);
  for (const [name, value] of Object.entries(settings)) {
    const param = experiment.params[name];
    const checked = param && value !== undefined ? read(param, write(value)) : undefined;
    if (!checked?.ok) throw new Error(`${id}.${name} = ${value ?? 'nothing'} is no legal setting`);
  }
  // A run that takes time, or a model that a first build has still to train, is not waited for.
  const isQuick = !experiment.clock && experiment.needs.length === 0;
  const run = recordedRunOf(id, settings) ?? (isQuick ? finish(experiment, settings, nodeHost) : undefined);
  if (!run)
    throw new Error(
      `no run of ${id} with ${JSON.stringify(settings)} is recorded: make it one of its presets`,
    );
  const declaration = declarationOf(experiment);
  const { views } = declaration.tabs[0]!;
  const first = { ...declaration, views: declaration.views.filter(({ id: view }) => views.includes(view)) };
  return {
    title: declaration.title,
    /** `ID.param=value` */
    query: encode(id, declaration.params, { ...defaultsOf(declaration.params), ...settings } as Settings),
    /** Its first tab as one SVG, which fits whatever there is of a page, in the colours of the theme. */
    picture: drawSheet(first, { rows: run.rows, whole: run.rows }, SHEET, document),
    /** For whoever does not see the picture; and the same in a sentence or two. */
    spoken: summaryOf(declaration, run.rows),
    announced: announcementOf(declaration, run.rows),
    clinical: declaration.clinical === true,
  };
}
