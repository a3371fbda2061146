/** Three decks in Firefox and WebKit: keys, overview, notes, the live figure. Chromium looks at all of them in `deck.test.ts`. */
import { describe, expect, test } from 'vitest';
import { chapters, deckOnce } from '../../components/teach/deck/deck.ts';
import { asked } from '../asked.ts';
import type { Key } from './browser.ts';
import { engines } from './engines.ts';
import { engineStage } from './stage.ts';

const DECKS = ['part-1/tokenization', 'part-1/integration', 'part-2/production'];
const others = engines.filter(({ name }) => name !== 'Chromium');
const SHOWN = '.slide[data-shown]';

describe.each(asked(others, ({ name }) => name))('$name', (engine) => {
  const stage = engineStage(engine);

  test.each(DECKS)('the deck of %s', async (slug) => {
    const { browser, url } = stage;
    const { slides } = await deckOnce(chapters.find((page) => page.slug === slug)!);
    await browser.open(`${url}deck/${slug}/`);
    const at = (number: number) => browser.waitFor(`document.querySelector('${SHOWN}')?.id === '${number}'`);
    const press = (key: Key) => browser.type(SHOWN, key);

    await at(1);
    await press('ArrowRight');
    await at(2);
    await press('ArrowLeft');
    await at(1);
    await press('End');
    await at(slides.length);
    await press('Home');
    await at(1);

    await press('Escape');
    await browser.waitFor(`document.querySelector('#overview').checkVisibility()`);
    const figure = slides.findIndex(({ kind }) => kind === 'figure') + 1;
    await browser.click(`#overview li:nth-child(${figure}) a`);
    await at(figure);
    await browser.waitFor(
      `document.querySelector('${SHOWN} iframe')?.contentDocument?.querySelector('figure.lab[data-ready]') != null`,
    );

    await browser.click('[data-notes]');
    await browser.waitFor(`document.querySelector('${SHOWN} .notes p').checkVisibility()`);
    expect(
      await browser.evaluate(
        `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('${SHOWN}'))`,
      ),
    ).toBeLessThanOrEqual(1);
    expect(await browser.messages()).toEqual([]);
  });
});
