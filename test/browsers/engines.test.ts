/** The built site in three engines: pages without complaint, sliders, the address, charts by arrow keys, phrases that set a figure. */
import { describe, expect, test } from 'vitest';
import { recordedRun } from '../../components/host/recordings.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { oneOfEachKind } from '../../src/cli/check/built.ts';
import { asked } from '../asked.ts';
import { pages } from '../pages/pages.ts';
import { engines } from './engines.ts';
import { awaken, figuresOn } from './figure.ts';
import { engineStage } from './stage.ts';

const live = pages.map((page) => ({ ...page, figures: figuresOn(page.html) }));

const kinds = oneOfEachKind(live);
const experiments = await Promise.all(experimentIds.map(loadExperiment));

describe.each(asked(engines, ({ name }) => name))('$name', (engine) => {
  const stage = engineStage(engine);

  // Chromium opens every page in `page.test.ts`.
  if (engine.name !== 'Chromium')
    test.each(kinds)('/$path opens, its figures wake', async ({ path, figures }) => {
      const { browser } = stage;
      await browser.open(stage.url + path);
      for (const id of new Set(figures)) await awaken(browser, id);
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

  test('the arrow keys go from point to point of a chart, and each is said', async () => {
    const { browser } = stage;
    await browser.open(`${stage.url}embed/pairwise-loss/`);
    await awaken(browser, 'pairwise-loss');
    const { rows } = recordedRun('pairwise-loss');
    const curve = rows.filter(({ series }) => series === 'curve');
    await browser.type('[data-view=loss] > .chart', 'ArrowRight', 'ArrowRight', 'End');
    const said = `margin 4.00 logits, ${Number(curve.at(-1)!['loss']).toFixed(3)} nats, point ${curve.length} of ${curve.length}`;
    await browser.waitFor(
      `[...document.querySelectorAll('[role=status]')].some((region) => region.textContent.endsWith(${JSON.stringify(said)}))`,
    );
    await browser.waitFor(`document.querySelector('.stop-label') !== null`);
    expect(await browser.messages()).toEqual([]);
  });

  test('a phrase in the text sets its figure', async () => {
    const { browser } = stage;
    const chapter = kinds.find(({ html }) => html.includes('class="setp"'));
    expect(chapter, 'a page with a phrase that sets a parameter').toBeDefined();
    await browser.open(stage.url + chapter!.path);
    // What is folded away cannot be pressed.
    const link = await browser.evaluate<string>(
      `[...document.querySelectorAll('a.setp')].find((each) => !each.closest('details')).getAttribute('href')`,
    );
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
