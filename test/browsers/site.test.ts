/** The built site in three engines: pages without complaint, figures that run, the same rows bit for bit. */
import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../components/host/node.ts';
import type { Experiment } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf, encode } from '../../sim/settings.ts';
import { pages } from '../pages/pages.ts';
import { engines } from './engines.ts';
import { awaken, finished, moved, pressRun } from './figure.ts';
import { engineStage } from './stage.ts';

const figuresOn = (html: string) =>
  [...html.matchAll(/<figure\b[^>]*\bdata-experiment="([^"]+)"/g)].map((match) => match[1]!);
const live = pages.map((page) => ({ ...page, figures: figuresOn(page.html) }));

/** Home, the missing page, and of each folder the page with most figures: every kind of page once. */
const kinds = Object.values(
  live.reduce<Record<string, (typeof live)[number]>>((most, page) => {
    const folder = page.path.split('/')[0]!;
    const other = most[folder];
    return !other || other.figures.length < page.figures.length ? { ...most, [folder]: page } : most;
  }, {}),
);
const experiments = await Promise.all(experimentIds.map(loadExperiment));

/** Chromium runs the defaults, the others the small settings: the bits are the same or not, however many they are. */
function runOf({ id, params, small }: Experiment, engine: string) {
  if (engine === 'Chromium') return { query: '', settings: {} };
  const settings = { ...defaultsOf(params), ...small } as Settings;
  return { query: `?${encode(id, params, settings)}`, settings };
}

describe.each(engines)('$name', (engine) => {
  const stage = engineStage(engine);

  // The figures alone are opened one by one further down.
  const opened = engine.name === 'Chromium' ? live.filter(({ path }) => !path.startsWith('embed/')) : kinds;
  test.each(opened)('$path opens, its figures wake', async ({ path, figures }) => {
    const { browser } = stage;
    await browser.open(stage.url + path);
    for (const id of new Set(figures)) await awaken(browser, id);
    expect(await browser.messages()).toEqual([]);
  });

  test.each(experiments)('$id: the same rows as in Node', async (experiment) => {
    const { browser } = stage;
    const { id, clock } = experiment;
    const { query, settings } = clock ? runOf(experiment, engine.name) : moved(experiment);
    await browser.open(`${stage.url}embed/${id}/${query}`);
    await awaken(browser, id);
    if (clock) await pressRun(browser, id);
    expect(await finished(browser, id)).toBe(finish(experiment, settings, nodeHost).hash);
    expect(await browser.messages()).toEqual([]);
  });

  test('a slider moved by keyboard is in the address, and the address sets the slider', async () => {
    const { browser } = stage;
    const experiment = experiments.find(({ params }) =>
      Object.values(params).some((param) => param.kind === 'number' && !param.menu && !param.when),
    )!;
    const { id } = experiment;
    const [param, declared] = Object.entries(experiment.params).find(
      ([, each]) => each.kind === 'number' && !each.menu && !each.when,
    )!;
    const slider = `input[type=range][name="${id}.${param}"]`;
    await browser.open(`${stage.url}embed/${id}/`);
    await awaken(browser, id);
    await browser.type(slider, declared.default === 0 ? 'ArrowRight' : 'Home', 'ArrowRight', 'ArrowRight');
    const inAddress = `new URLSearchParams(location.search).get('${id}.${param}')`;
    const onSlider = `document.querySelector('${slider}').value`;
    await browser.waitFor(`${inAddress} === ${onSlider}`);
    const value = await browser.evaluate<string>(onSlider);
    await browser.open(`${stage.url}embed/${id}/?${id}.${param}=${value}`);
    await awaken(browser, id);
    await browser.waitFor(`${onSlider} === '${value}'`);
    expect(await browser.messages()).toEqual([]);
  });

  test('a phrase in the text sets its figure', async () => {
    const { browser } = stage;
    const chapter = kinds.find(({ html }) => html.includes('class="setp"'));
    expect(chapter, 'a page with a phrase that sets a parameter').toBeDefined();
    await browser.open(stage.url + chapter!.path);
    const link = await browser.evaluate<string>(`document.querySelector('a.setp').getAttribute('href')`);
    const [key, value] = [...new URL(link, stage.url).searchParams][0]!;
    const id = key.split('.')[0]!;
    await awaken(browser, id);
    await browser.click(`a.setp[href="${link}"]`);
    await browser.waitFor(`(() => {
      const named = [...document.querySelectorAll('[name="${key}"]')];
      return named.some((each) => (each.type === 'radio' ? each.checked : true) && each.value === ${JSON.stringify(value)});
    })()`);
    expect(await browser.messages()).toEqual([]);
  });
});
