/** A figure in somebody else's slides: a sandboxed frame, where storage throws and the origin is nobody's. */
import { describe, expect, test } from 'vitest';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { little } from './figure.ts';
import { chromiumStage } from './stage.ts';

const experiments = await Promise.all(asked(experimentIds, (id) => id).map(loadExperiment));
const stage = chromiumStage();

describe.each(experiments)('$id', (experiment) =>
  test('runs in a sandboxed frame, with the same rows as in Node', async () => {
    const { id, clock } = experiment;
    const { query, settings } = little(experiment);
    const page = await stage.browser.newPage({ viewport: { width: 1000, height: 1300 } });
    const said: string[] = [];
    page.on('pageerror', (error) => said.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') said.push(message.text());
    });
    try {
      await page.setContent(
        `<iframe sandbox="allow-scripts" src="${stage.url}embed/${id}/${query}" width="900" height="1200" title="slide"></iframe>`,
      );
      const frame = page.frameLocator('iframe');
      await frame.locator('figure.lab[data-ready]').waitFor();
      if (clock)
        await frame
          .getByRole('button', { name: /^(Run|Train)/ })
          .first()
          .click();
      const done = frame.locator('figure.lab[data-run=done]');
      await done.waitFor();
      expect(await done.getAttribute('data-hash')).toBe(hashOf(experiment, settings));
      expect(said).toEqual([]);
    } finally {
      await page.close();
    }
  }),
);
