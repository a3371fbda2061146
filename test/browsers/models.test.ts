/** Models as files in a reader's tab: saved after a run, opened again, refused when broken; fetched only when needed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { readCheckpoint, writeCheckpoint } from '../../sim/model/checkpoint.ts';
import { encode } from '../../sim/settings.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const { id, params, small } = await loadExperiment('pipeline');
const query = encode(id, params, { ...small, setting: 'taste' });

test('a trained model is saved, opened again, and trained on; a broken file is refused', async () => {
  const page = await stage.browser.newPage();
  try {
    await page.goto(`${stage.url}embed/${id}/?${query}`);
    await page.waitForSelector('figure.lab[data-ready]');
    const run = page.getByRole('button', { name: /^Run/ }).first();
    await run.click();
    await page.waitForSelector('figure.lab[data-run=done]');
    const hash = await page.getAttribute('figure.lab', 'data-hash');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('button', { name: 'Seed and models' }).click();

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the fine-tuned model' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('sft.ltam');
    const saved = join(tmpdir(), `saved-${process.pid}.ltam`);
    await download.saveAs(saved);
    const file = readFileSync(saved);
    expect(readCheckpoint(file).about['model']).toBe('sft');

    const broken = join(tmpdir(), `broken-${process.pid}.ltam`);
    writeFileSync(broken, Buffer.from(file).fill(0, 1000, 1004));
    await page.setInputFiles('input[type=file]', broken);
    await page.getByRole('alert').filter({ hasText: 'this file is damaged' }).waitFor();
    await page.setInputFiles('input[type=file]', {
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('hi'),
    });
    await page.getByRole('alert').filter({ hasText: 'not a model saved by this course' }).waitFor();

    // A file that is whole, and of no use here, is refused as it is opened; nothing of the finished run is lost.
    const savedReward = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the reward model' }).click();
    const reward = readFileSync(await (await savedReward).path());
    const sft = readCheckpoint(file);
    const useless = {
      'this file holds a reward model': reward,
      'the saved model has heads 6; the one it is for has 3': writeCheckpoint({
        ...sft,
        shape: { ...sft.shape, heads: 6 },
      }),
      'a model called “gpt”': writeCheckpoint({ ...sft, about: { model: 'gpt' } }),
      'does not say what model it holds': writeCheckpoint({ ...sft, about: undefined as never }),
      'no numbers that a model could have': writeCheckpoint({
        ...sft,
        parameters: sft.parameters.map(() => 3e38),
      }),
      'cut off': file.subarray(0, 8),
    };
    for (const [words, bytes] of Object.entries(useless)) {
      const buffer = Buffer.from(bytes);
      await page.setInputFiles('input[type=file]', { name: 'a.ltam', mimeType: 'text/plain', buffer });
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    expect(await page.getByText('Runs go on from').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Save the .* model$/ }).count()).toBe(4);
    expect(await page.getAttribute('figure.lab', 'data-hash')).toBe(hash);

    await page.setInputFiles('input[type=file]', saved);
    await page.getByText('A link cannot reproduce them.').waitFor();
    await run.click();
    await page.waitForSelector(`figure.lab[data-run=done]:not([data-hash="${hash}"])`);
    await page.getByRole('button', { name: 'Forget the file' }).click();
    await run.click();
    await page.waitForSelector(`figure.lab[data-hash="${hash}"]`);
  } finally {
    await page.close();
  }
});

test('trained models are fetched when a figure needs them, and a failure is told', async () => {
  const page = await stage.browser.newPage();
  try {
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.bin')) fetched.push(request.url());
    });
    await page.goto(`${stage.url}embed/ask-the-model/`);
    await page.waitForSelector('figure.lab[data-ready]');
    expect(fetched).toEqual([]);
    await page.getByRole('radio', { name: 'metformin' }).check();
    await page.waitForSelector('figure.lab[data-run=done]');
    expect(fetched).toHaveLength(3);
    expect(await page.textContent('[data-view=answers]')).toContain('FDA Drug Safety Communication 2016');

    await page.route('**/*.bin', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${stage.url}embed/ask-the-model/?ask-the-model.egfr=12`);
    await page
      .getByRole('alert')
      .filter({ hasText: 'the trained model could not be fetched (404)' })
      .waitFor();
  } finally {
    await page.close();
  }
});
