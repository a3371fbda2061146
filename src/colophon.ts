/** Who, which version, under which licence: what the foot of every page says. */
import { AUTHOR, TITLE, VERSION } from '../components/citationFile.ts';
import { SHORT_DISCLAIMER } from '../components/disclaimer.ts';
import { git } from '../components/project.ts';
import { formulary } from '../sim/world/formulary.ts';

export { AUTHOR, TITLE };

/** The course in one sentence. */
export const SUMMARY =
  'How language models are trained and aligned, with live figures that really compute, and examples from pharmacy.';

export const LICENCE = {
  text: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
  code: { name: 'MIT', url: 'https://opensource.org/license/mit' },
} as const;

export const BUILD = {
  version: VERSION,
  commit: git('rev-parse', '--short', 'HEAD'),
  date: git('log', '-1', '--format=%cs'),
};

/** What clinical content needs beyond the one sentence. */
export const DISCLAIMER = `${SHORT_DISCLAIMER} This site uses simplified pharmacy examples and synthetic data to teach how language models are trained and aligned. The examples are incomplete, may be out of date or differ from local guidance, and include deliberately wrong model outputs, marked as such. They must not be used to diagnose, prescribe, dispense, or change any treatment. No model, score or simulation shown here has been validated for clinical use. For care decisions, use current product labelling and guidelines and consult a qualified health professional; in an emergency call your local emergency number.`;

/** How old the clinical content is. */
export const RULES = `Rules of the formulary: version ${formulary.version}, as of ${formulary.asOf}.`;
