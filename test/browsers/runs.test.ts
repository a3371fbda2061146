/**
 * Every experiment runs in Firefox and WebKit, and gives the same rows as in Node, bit for bit. Chromium's runs are
 * looked at where it opens figures alone (`page.test.ts`) and in sandboxed frames (`embed.test.ts`).
 */
import { describe, expect, test } from 'vitest';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { engines } from './engines.ts';
import { awaken, finished, little, pressRun } from './figure.ts';
import { engineStage } from './stage.ts';

const experiments = await Promise.all(asked(experimentIds, (id) => id).map(loadExperiment));
const others = engines.filter(({ name }) => name !== 'Chromium');

describe.each(asked(others, ({ name }) => name))('$name', (engine) => {
  const stage = engineStage(engine);

  test.each(experiments)('$id: the same rows as in Node', async (experiment) => {
    const { browser } = stage;
    const { id, clock } = experiment;
    const { query, settings } = little(experiment);
    await browser.open(`${stage.url}embed/${id}/${query}`);
    await awaken(browser, id);
    if (clock) await pressRun(browser, id);
    expect(await finished(browser, id)).toBe(hashOf(experiment, settings));
    expect(await browser.messages()).toEqual([]);
  });
});
