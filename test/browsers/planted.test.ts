/** The tests' own instruments: each engine does what figures need, and each kind of mistake is noticed. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { engines } from './engines.ts';
import { chromiumStage, engineStage } from './stage.ts';
import { quietVisit, visit } from './visit.ts';

const PLANTED = 'test/browsers/planted';

describe.each(engines)('$name', (engine) => {
  const stage = engineStage(engine, PLANTED);

  test('a slider moves by keyboard, a button starts a module worker, WebAssembly runs under the policy', async () => {
    const { browser } = stage;
    await browser.open(`${stage.url}good.html`);
    await browser.waitFor(`document.querySelector('figure').hasAttribute('data-ready')`);
    await browser.type('input', 'ArrowRight', 'ArrowRight');
    await browser.click('button');
    await browser.waitFor(`document.querySelector('figure').dataset.run === 'done'`);
    expect(await browser.evaluate((selector: string) => document.querySelector<HTMLElement>(selector)!.dataset['sum'], 'figure')).toBe('44'); // prettier-ignore
    expect(await browser.messages()).toEqual([]);
  });

  test('mistakes are noticed', async () => {
    const { browser } = stage;
    await browser.open(`${stage.url}bad.html`);
    const planted = [
      /planted console error/,
      /planted exception/,
      /planted rejection/,
      /404 .*planted-missing|planted-missing.* 404/,
      /request to elsewhere: http:\/\/127\.0\.0\.1:\d+\/course\/elsewhere\.png/,
      /policy: script-src-elem blocked inline|violates the following Content Security Policy/,
    ];
    const missed = async () => {
      const said = await browser.messages();
      return planted.filter((pattern) => !said.some((message) => pattern.test(message))).map(String);
    };
    await expect.poll(missed, { timeout: 5000 }).toEqual([]);
    expect(await browser.evaluate('document.title')).toBe('A page that does what the tests must notice');
    await browser.open(`${stage.url}good.html`);
    expect(await browser.messages(), 'earlier pages are forgotten').toEqual([]);
  });

  test('a wait that is in vain says what it waited for', async () => {
    const { browser } = stage;
    await expect(browser.waitFor('1 + 1', 100)).rejects.toThrow('still 2, not true: 1 + 1');
  });
});

describe('a visit notices', () => {
  const stage = chromiumStage(PLANTED);
  const page = { path: 'page.html', html: readFileSync(`${PLANTED}/page.html`, 'utf8') };

  test('with script: errors, what sticks out, what axe forbids, dark paper, a blank figure, other rows', async () => {
    const seen = await visit(stage.browser, stage.url, page, { frame: false, figure: false });
    expect(seen.messages).toEqual([
      expect.stringContaining('planted console error'),
      'uncaught: planted exception of the first use',
    ]);
    expect(seen.weights.visible).toBeGreaterThan(0.1);
    expect(seen.spoken).toContainEqual({ role: 'heading', name: '2.1Glued' });
    expect(seen.largeText).toContain('200 %, out of reach: “Chapters”');
    expect(seen.largeText).toContain('numbers of the menu stand on  lines');
    expect(seen.cutFormulas).toEqual(['eq-planted: 300 px']);
    expect(seen.tooHigh).toEqual(['fig-planted, tab 0: 800 px']);
    for (const complaints of [seen.phone, seen.desk]) {
      expect(complaints).toContainEqual(expect.stringMatching(/^light: image-alt: /));
      expect(complaints).not.toContainEqual(expect.stringMatching(/^light: color-contrast: [^]*only-dark/));
    }
    expect(seen.phone).toContainEqual(expect.stringMatching(/^dark: color-contrast: [^]*only-dark/));
    expect(seen.sticksOut).toEqual(['320 px: <div class="wide"></div>', '360 px: <div class="wide"></div>']);
    expect(seen.spaced).toEqual(['<p class="long"></p>']);
    expect(seen.paper.colours).toEqual(['#000000', '#ffffff']);
    expect(seen.paper.tools).toEqual([expect.stringContaining('<nav'), expect.stringContaining('<button')]);
    expect(seen.paper.blankFigures).toEqual(['fig-planted']);
    expect(seen.paper.sticksOut).toEqual(['<div class="on-paper"></div>']);
    expect(seen.use?.hash).toBe('other rows');
  });

  test('without script: an empty heading, little text, a blank figure, a dead control, what sticks out', async () => {
    const { paper, ...seen } = await quietVisit(stage.browser, stage.url, page);
    expect(seen).toMatchObject({ heading: '', blankFigures: ['fig-planted'] });
    expect(seen.text).toBeLessThan(80);
    expect(seen.deadControls).toEqual(['<button type="button">Run</button>']);
    expect(seen.sticksOut).toEqual(['320 px: <div class="wide"></div>', '360 px: <div class="wide"></div>']);
    expect(paper.sticksOut).toEqual(['<div class="on-paper"></div>']);
  });
});
