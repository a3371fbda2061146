/** Chromium, and Playwright's own engines where the system has none, through Playwright. */
import { chromium, type Browser as Launched, type BrowserType } from '@playwright/test';
import { CHROMIUM_FLAGS, findHeadlessChromium } from '../../src/cli/findBrowser.ts';
import { expressionOf, waitUntil, WINDOW, type Browser } from './browser.ts';
import { countDeedsOf } from './deeds.ts';
import { listen } from './messages.ts';

export async function launchChromium(): Promise<Launched> {
  const launched = await chromium.launch({
    executablePath: findHeadlessChromium(),
    args: [...CHROMIUM_FLAGS],
  });
  const newContext = launched.newContext.bind(launched);
  launched.newContext = async (options) => {
    const context = await newContext(options);
    context.on('page', countDeedsOf);
    return context;
  };
  return launched;
}

/** Playwright's build of an engine. */
export async function openPlaywright(name: string, type: BrowserType): Promise<Browser> {
  return overPlaywright(name, await type.launch());
}

export async function openChromium(): Promise<Browser> {
  return overPlaywright('Chromium', await launchChromium());
}

async function overPlaywright(name: string, launched: Launched): Promise<Browser> {
  const page = await launched.newPage({ viewport: WINDOW });
  countDeedsOf(page);
  const listener = listen(page);
  const evaluate = <T>(code: string | ((...args: never[]) => unknown), ...args: readonly unknown[]) =>
    page.evaluate<T>(expressionOf(code, args));

  return {
    name,
    async open(url) {
      // Leaving first: requests that the old page breaks off are its own.
      await page.goto('about:blank');
      listener.begin(url);
      await page.goto(url);
    },
    evaluate,
    click: (selector) => page.click(selector),
    async type(selector, ...keys) {
      await page.focus(selector);
      for (const key of keys) await page.keyboard.press(key);
    },
    waitFor: (expression, milliseconds) => waitUntil(evaluate, expression, milliseconds),
    messages: () => Promise.resolve(listener.said()),
    async screenshot(path) {
      await page.screenshot({ path });
    },
    close: () => launched.close(),
  };
}
