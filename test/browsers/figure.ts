/** A live figure on an open page, driven as a reader drives it. */
import type { Experiment } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { defaultsOf, encode } from '../../sim/settings.ts';
import type { Browser } from './browser.ts';

/** A run may take 15 s on one core; two engines and a slow machine are allowed for. */
export const RUN_MS = 60_000;

/** The experiments of a page's live figures, in order. */
export const figuresOn = (html: string): string[] =>
  [...html.matchAll(/<figure\b[^>]*\bdata-experiment="([^"]+)"/g)].map((match) => match[1]!);

const figure = (id: string) => `figure.lab[data-experiment="${id}"]`;
const inPage = (id: string) => `document.querySelector(${JSON.stringify(figure(id))})`;

/** Brings the figure into view and waits for its controls. */
export async function awaken(browser: Browser, id: string): Promise<void> {
  await browser.evaluate(`void ${inPage(id)}.scrollIntoView({ block: 'end' })`);
  await browser.waitFor(`${inPage(id)}.hasAttribute('data-ready')`);
}

export async function pressRun(browser: Browser, id: string): Promise<void> {
  const name = (button: HTMLButtonElement) => button.ariaLabel ?? button.textContent;
  const marked = await browser.evaluate(
    `(() => {
      const button = [...${inPage(id)}.querySelectorAll('button')].find((each) => /^(Run|Train)/.test((${name.toString()})(each).trim()));
      button?.setAttribute('data-pressed-by-test', '');
      return button !== undefined;
    })()`,
  );
  if (!marked) throw new Error(`${id}: no button's name begins with Run or Train`);
  await browser.click(`${figure(id)} [data-pressed-by-test]`);
}

/** The hash of the finished run. */
export async function finished(browser: Browser, id: string): Promise<string> {
  await browser.waitFor(`['done', 'failed'].includes(${inPage(id)}.dataset.run)`, RUN_MS);
  const { run, hash } = await browser.evaluate<{ run: string; hash?: string }>(
    `({ ...${inPage(id)}.dataset })`,
  );
  if (run !== 'done' || hash === undefined)
    throw new Error(
      `${id}: the run ${run}: ${await browser.evaluate<string>(`${inPage(id)}.querySelector('.bar')?.innerText ?? ''`)}`,
    );
  return hash;
}

interface Address {
  readonly query: string;
  readonly settings: Partial<Settings>;
}

/** One legal setting other than the default: an instant figure answers it at once. */
function moved({ id, params }: Experiment): Partial<Settings> {
  for (const [name, param] of Object.entries(params)) {
    if (name === 'seed' || param.when || param.kind === 'text') continue;
    const choices = param.kind === 'number' ? [param.max, param.min] : Object.keys(param.choices);
    return { [name]: choices.find((choice) => choice !== param.default)! };
  }
  throw new Error(`${id} has no parameter that can be moved`);
}

/** Settings under which a run takes little and shows as much: bits are the same or not, however many they are. */
export function little(experiment: Experiment): Address {
  const { id, clock, params, small } = experiment;
  const settings = clock ? small : moved(experiment);
  return {
    settings,
    query: `?${encode(id, params, { ...defaultsOf(params), ...settings } as Settings)}`,
  };
}
