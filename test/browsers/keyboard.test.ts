/**
 * A figure of each kind by keyboard alone, in Chromium: Tab, arrows, Enter, Space, Escape, letters; no pointer, and no script
 * that sets a value. What is said of it is compared with the rows that the same settings give in Node.
 */
import type { Frame, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { looksOf, sayLook } from '../../components/chart/looks.ts';
import { announcementOf, summaryOf } from '../../components/chart/summary.ts';
import { nodeHost } from '../../components/host/node.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { chapters, deckOnce } from '../../components/teach/deck/deck.ts';
import {
  declarationOf,
  type AttentionView,
  type Declaration,
  type Row,
  type SeriesMap,
} from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { finish } from '../../sim/run.ts';
import { readerOf, type Reader } from './reader.ts';
import { settle, sticksOut } from './sight.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();
const READY = 'figure.lab[data-ready]';

/** As the course writes it, but not by its code. */
const fixed = (value: unknown, digits: number) => (value as number).toFixed(digits).replace('-', '−');
const percent = (value: unknown) => `${fixed(100 * (value as number), 0)} %`;

interface Known {
  readonly declaration: Declaration;
  readonly rows: readonly Row[];
  of(series: string): readonly Row[];
}

/** What a run measures in Node: that with the defaults is recorded. */
async function measured(id: string, settings?: Partial<Settings>): Promise<Known> {
  const experiment = await loadExperiment(id);
  const { rows } = settings ? finish(experiment, settings, nodeHost) : recordedRun(id);
  return {
    declaration: declarationOf(experiment),
    rows,
    of: (series) => rows.filter((row) => row.series === series),
  };
}

/** One page for all that is asked of a kind, one after the other. */
function opened(path: string, selector = READY) {
  let page: Page | undefined;
  let reader: Reader | undefined;
  beforeAll(async () => {
    page = await stage.browser.newPage({ viewport: { width: 900, height: 900 }, reducedMotion: 'reduce' });
    await page.goto(`${stage.url}${path}`);
    await page.waitForSelector(selector);
    reader = await readerOf(page);
  });
  afterAll(() => page?.close());
  return {
    get page() {
      return page!;
    },
    get reader() {
      return reader!;
    },
  };
}

const PICTURE = /^(image|group)$/;
/** The picture of a figure alone is put into these words. */
const pictureSays = (reader: Reader, words: string) =>
  expect
    .poll(
      async () => (await reader.heard()).filter(({ role }) => PICTURE.test(role)).map(({ name }) => name),
      {
        timeout: 10_000,
      },
    )
    .toContain(words);

describe('an instant figure with sliders', () => {
  const at = opened('embed/pairwise-loss/');

  test('a slider says its value; the picture and the live region say what comes of it', async () => {
    const { reader } = at;
    const slider = await reader.find('slider', /margin/);
    expect(slider.value).toMatch(/^1\.5/);
    expect(slider.description).toMatch(/rejected one\. Legal: a number from /);
    await reader.press('ArrowRight', 'ArrowRight');
    expect((await reader.focus())!.value).toMatch(/^1\.6/);
    const { declaration, rows } = await measured('pairwise-loss', { margin: 1.6 });
    await reader.said(announcementOf(declaration, rows));
    await pictureSays(reader, summaryOf(declaration, rows));
  });

  test('its chart is one stop, says how it is moved, and each point with its units', async () => {
    const { reader } = at;
    const { of } = await measured('pairwise-loss', { margin: 1.6 });
    const chart = await reader.find('application', /^Loss, nats$/);
    expect(chart.description).toBe(
      'Left and right arrow: points; up and down: other curves; Home and End; Escape clears.',
    );
    await reader.press('ArrowRight');
    const curve = of('curve');
    const pointOf = (i: number) =>
      `The loss over all margins, margin ${fixed(curve[i]!['margin'], 2)} logits, ${fixed(curve[i]!['loss'], 3)} nats, point ${i + 1} of ${curve.length}`;
    await reader.said(pointOf(0));
    await reader.press('End');
    await reader.said(pointOf(curve.length - 1));
    await reader.press('PageUp');
    await reader.said(pointOf(curve.length - 9));
    await reader.press('ArrowDown');
    const [point] = of('point');
    const pair = `The pair at the chosen margin, margin 1.60 logits, ${fixed(point!['loss'], 3)} nats`;
    await reader.said(`${pair}, point 1 of 1`);
    expect(await at.page.textContent('.stop-label')).toBe(pair);
    // The mark hides nothing from the ear, and says nothing twice.
    const told = (await reader.heard()).filter(
      ({ role, text }) => role === 'StaticText' && text.includes(pair),
    );
    expect(told.map(({ text }) => text)).toEqual([`${pair}, point 1 of 1`]);
    await reader.press('Escape');
    expect(await at.page.locator('.stop').count()).toBe(0);
    await reader.find('application', /^Slope/);
  });
});

describe('a figure that trains', () => {
  const at = opened('embed/reward-pairs/');

  test('says that it must be run, runs by Enter, and says what came out', async () => {
    const { reader } = at;
    await reader.find('slider', /reversed labels/);
    await reader.press('ArrowRight');
    await reader.said('The picture shows other settings than the controls: press Run.');
    await reader.find('button', /^Run with these settings$/, 'Shift+Tab');
    await reader.press('Enter');
    const { declaration, rows } = await measured('reward-pairs', { noise: 0.05 });
    const said = await reader.said(`Run finished. ${announcementOf(declaration, rows)}`);
    expect(said[0]).toBe('The run begins.');
    await pictureSays(reader, summaryOf(declaration, rows));
  });

  test('its points are those of the run; the place is kept through another one', async () => {
    const { reader } = at;
    const accuracy = (rows: readonly Row[], i: number) =>
      `held-out, epoch ${rows[i]!['epoch']}, ${percent(rows[i]!['heldOutAccuracy'])}, point ${i + 1} of ${rows.length}`;
    const before = (await measured('reward-pairs', { noise: 0.05 })).of('training');
    await reader.find('application', /^Accuracy/);
    await reader.press('ArrowRight', 'PageDown', 'PageDown');
    await reader.said(accuracy(before, 12));
    await reader.find('slider', /reversed labels/, 'Shift+Tab');
    await reader.press('End');
    await reader.find('button', /^Run with these settings$/, 'Shift+Tab');
    await reader.press('Enter');
    await reader.said(/^Run finished/);
    const after = (await measured('reward-pairs', { noise: 0.5 })).of('training');
    await reader.find('application', /^Accuracy/);
    await reader.press('ArrowRight');
    await reader.said(accuracy(after, 13));
    await reader.press('ArrowDown');
    await reader.said(accuracy(after, 13).replace('held-out', 'training').replace(/\d+ %/, percent(after[13]!['accuracy']))); // prettier-ignore
  });

  test('a pinned run is told by its letter', async () => {
    const { reader } = at;
    await reader.find('button', /^Pin$/, 'Shift+Tab');
    await reader.press('Enter');
    await reader.find('slider', /reversed labels/, 'Shift+Tab');
    await reader.press('ArrowLeft', 'ArrowLeft');
    await reader.find('button', /^Run with these settings$/, 'Shift+Tab');
    await reader.press('Space');
    await reader.said(/^Run finished/);
    await reader.find('application', /^Loss/);
    await reader.press('ArrowUp', 'End');
    const pinned = (await measured('reward-pairs', { noise: 0.5 })).of('training').at(-1)!;
    await reader.said(
      `pinned A, held-out, epoch 60, ${fixed(pinned['heldOutLoss'], 3)} nats, point 61 of 61`,
    );
    const own = (await measured('reward-pairs', { noise: 0.4 })).of('training').at(-1)!;
    await reader.press('ArrowUp', 'ArrowUp');
    await reader.said(`held-out, epoch 60, ${fixed(own['heldOutLoss'], 3)} nats, point 61 of 61`);
  });
});

describe('a figure with a text field', () => {
  const at = opened('embed/reward-length/');

  test('what is written is scored, and said', async () => {
    const { reader } = at;
    const answer = 'Stop both, and check the level.';
    await reader.find('textbox', /answer A/);
    await reader.press('Control+a');
    await reader.write(answer);
    expect((await reader.focus())!.value).toBe(answer);
    const { declaration, rows, of } = await measured('reward-length', { answerA: answer });
    await reader.said(announcementOf(declaration, rows));
    await reader.find('application', /^Score, logits$/);
    await reader.press('ArrowDown');
    await reader.said(`answer A, ${fixed(of('answer')[0]!['score'], 2)} logits, bar 1 of 2`);
  });
});

describe('a figure with choices only', () => {
  const at = opened('embed/original-2/');

  test('an arrow chooses, and the choice is said', async () => {
    const { reader } = at;
    expect(await reader.find('radio', /0\.0606, as printed/)).toMatchObject({ checked: 'true' });
    await reader.press('ArrowRight');
    expect(await reader.focus()).toMatchObject({ name: '0.2', checked: 'true' });
    const { declaration, rows, of } = await measured('original-2', { distance: 'further' });
    await reader.said(announcementOf(declaration, rows));
    await reader.find('application', /^KL, as logged/);
    await reader.press('End');
    const last = of('iteration').at(-1)!;
    await reader.said(`logged KL, iteration 1,000, ${fixed(last['kl'], 4)} nats, point 101 of 101`);
  });
});

describe('a figure with a prediction', () => {
  const at = opened('part-1/reward-model/#fig-rm-training', '#fig-rm-training[data-ready]');
  const FIGURE = '#fig-rm-training';

  test('has nothing to step through, and tells no number, until there is a guess', async () => {
    const { reader, page } = at;
    await reader.find('slider', /^Before you run/);
    const heard = await reader.heard();
    expect(heard.filter(({ name }) => /^Accuracy, % of pairs/.test(name))).toEqual([]);
    // From its first stop to the first of the next section the focus meets no chart of it.
    const met = new Set<string>();
    for (let stop = 0; stop < 30; stop++) {
      await reader.press('Tab');
      const inside = await page.evaluate(
        (figure) => document.activeElement!.closest(figure) !== null && document.activeElement!.role,
        FIGURE,
      );
      if (inside === false) break;
      met.add(String(inside));
    }
    expect(met.size).toBeGreaterThan(0);
    expect(met).not.toContain('application');
  });

  test('the guess is said beside the answer; then the points of the run are there', async () => {
    const { reader } = at;
    await reader.find('slider', /^Before you run/, 'Shift+Tab');
    await reader.press('Home', 'ArrowRight', 'ArrowRight');
    expect((await reader.focus())!.value).toBe('10 %');
    await reader.find('button', /^Run and compare$/);
    await reader.press('Enter');
    const run = (await measured('reward-pairs', { noise: 0.3 })).of('training');
    const answer = percent(run.at(-1)!['heldOutAccuracy']);
    await reader.said(/^Run finished/);
    const verdict = `You said 10 %; the run measured ${answer}.`;
    expect((await reader.heard()).map(({ text }) => text)).toContain(verdict);
    await reader.find('application', /^Accuracy/);
    await reader.press('End');
    await reader.said(`held-out, epoch 60, ${answer}, point 61 of 61`);
  });
});

describe('what is read, and what is drawn otherwise', () => {
  test('words of attention are chosen by arrows; a grid is crossed by row and column', async () => {
    const { declaration, rows, of } = await measured('transformer-block');
    const page = await stage.browser.newPage({ viewport: { width: 900, height: 900 } });
    await page.goto(`${stage.url}embed/transformer-block/`);
    await page.waitForSelector(READY);
    const reader = await readerOf(page);
    const view = declaration.views.find(({ kind }) => kind === 'attention') as AttentionView<SeriesMap>;
    const looks = looksOf(view, declaration.series, rows).map(sayLook);
    expect((await reader.find('radio', /gathers/)).name).toBe(looks.at(-1));
    await reader.press('ArrowUp');
    expect(await reader.focus()).toMatchObject({ name: looks.at(-2), checked: 'true' });
    await reader.find('tab', /^Attention$/, 'Shift+Tab');
    await reader.press('ArrowRight');
    await reader.find('application', /^The last word as numbers/);
    await reader.press('ArrowRight', 'ArrowDown', 'ArrowRight');
    const cell = of('stream')
      .filter(({ part }) => part === 1)
      .toSorted((one, other) => Number(one['number']) - Number(other['number']))[1]!;
    await reader.said(
      `attention adds, number ${cell['number']}, ${fixed(100 * Number(cell['size']), 1)} %, column 2 of 48`,
    );
    await page.close();
  });

  test('shares of a whole, of a recorded run: part by part', async () => {
    const page = await stage.browser.newPage({ viewport: { width: 360, height: 780 } });
    await page.goto(`${stage.url}embed/dpo-displacement/`);
    await page.waitForSelector(READY);
    const reader = await readerOf(page);
    await reader.find('tab', /^Log-probabilities$/);
    await reader.press('ArrowRight');
    await reader.find('application', /^Where the probability is/);
    await reader.press('End', 'ArrowDown');
    const last = (await measured('dpo-displacement')).of('pairs').at(-1)!;
    // Rows that were recorded are no news: nothing but points is said, and of two keys in a breath perhaps the second only.
    const rejected = `on the rejected answer, updates ${last['step']}, ${percent(last['massRejected'])}, point 161 of 161`;
    const said = await reader.said(rejected);
    expect(said.filter((text) => !/^on the (chosen|rejected) answer, /.test(text))).toEqual([]);
    await page.waitForTimeout(800);
    expect(await reader.more()).toEqual([]);

    // The same on the phone in text of twice its size: the label is in the window, whole.
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    for (const key of ['Home', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'PageDown', 'End']) {
      await reader.press(key);
      await reader.said(/^on the rejected answer/);
      await page.evaluate(settle);
      const label = await page.locator('.stop-label').evaluate((element) => {
        const { left, right } = element.getBoundingClientRect();
        return {
          inside: left >= 0 && right <= innerWidth,
          whole: element.scrollWidth <= element.clientWidth,
        };
      });
      expect(label, key).toEqual({ inside: true, whole: true });
    }
    expect(await page.evaluate(sticksOut)).toEqual([]);
    await page.close();
  });
});

describe('a figure in a frame', () => {
  const rowsOfCurve = async () => (await measured('pairwise-loss')).of('curve');
  const loss = (row: Row, i: number, of: number) =>
    `The loss over all margins, margin ${fixed(row['margin'], 2)} logits, ${fixed(row['loss'], 3)} nats, point ${i} of ${of}`;

  async function framed(page: Page): Promise<Frame> {
    await page.waitForSelector('iframe');
    const frame = page.frames()[1]!;
    await frame.waitForSelector(READY);
    return frame;
  }

  test('of somebody else’s page, where nothing may be stored', async () => {
    const page = await stage.browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.setContent(
      `<iframe sandbox="allow-scripts" src="${stage.url}embed/pairwise-loss/" title="slide" style="width: 100%; height: 700px"></iframe>`,
    );
    const reader = await readerOf(page, await framed(page));
    await reader.find('application', /^Loss, nats$/);
    await reader.press('PageDown');
    const curve = await rowsOfCurve();
    await reader.said(loss(curve[7]!, 8, curve.length));
    await page.close();
  });

  test('of a deck, presented: arrows are the chart’s, page keys and the second Escape the presenter’s', async () => {
    const deck = await deckOnce(chapters.find(({ slug }) => slug === 'part-1/reward-model')!);
    const number = deck.slides.findIndex((slide) => slide.kind === 'figure' && slide.experiment === 'pairwise-loss') + 1; // prettier-ignore
    const page = await stage.browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${stage.url}deck/part-1/reward-model/#${number}`);
    const reader = await readerOf(page, await framed(page));
    const shown = () => page.evaluate(() => document.querySelector('.slide[data-shown]')!.id);
    await reader.find('application', /^Loss, nats$/);
    await reader.press('ArrowRight', 'ArrowRight');
    const curve = await rowsOfCurve();
    await reader.said(loss(curve[1]!, 2, curve.length));
    expect(await shown()).toBe(String(number));
    await reader.press('Escape');
    expect(await page.evaluate(() => document.documentElement.hasAttribute('data-overview'))).toBe(false);
    await reader.press('PageDown');
    await expect.poll(shown).toBe(String(number + 1));
    await page.close();
  });
});
