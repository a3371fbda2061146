/** Firefox as it is shipped, through puppeteer and WebDriver BiDi. */
import { firefox } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { findBrowser } from '../../src/cli/findBrowser.ts';
import { expressionOf, leaves, waitUntil, WINDOW, type Browser } from './browser.ts';
import { countDeed } from './deeds.ts';
import { openPlaywright } from './chromium.ts';
import { COLLECTED, COLLECTOR } from './collector.ts';

export async function openFirefox(): Promise<Browser> {
  const { path, own } = findBrowser({
    browser: 'Firefox',
    variable: 'FIREFOX_PATH',
    paths: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    debian: 'firefox-esr',
    playwright: { name: 'firefox', path: firefox.executablePath() },
  });
  if (own) return openPlaywright('Firefox', firefox);

  const launched = await puppeteer.launch({ browser: 'firefox', executablePath: path, headless: true });
  const page = await launched.newPage();
  await page.setViewport(WINDOW);
  await page.evaluateOnNewDocument(COLLECTOR);
  let said: string[] = [];
  let origin = '';
  page.on('pageerror', (error) => said.push(`uncaught: ${String(error)}`));
  page.on('request', (request) => {
    if (leaves(request.url(), origin)) said.push(`request to elsewhere: ${request.url()}`);
  });
  page.on('requestfailed', (request) => said.push(`failed request: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`failed request: ${response.status()} ${response.url()}`);
  });
  const evaluate = async <T>(code: string | ((...args: never[]) => unknown), ...args: readonly unknown[]) =>
    (await page.evaluate(expressionOf(code, args))) as T;

  return {
    name: 'Firefox',
    async open(url) {
      await page.goto('about:blank');
      said = [];
      origin = new URL(url).origin;
      await page.goto(url);
    },
    evaluate,
    async click(selector) {
      countDeed('click', selector);
      await page.click(selector);
    },
    async type(selector, ...keys) {
      await page.focus(selector);
      for (const key of keys) {
        countDeed('key', key);
        await page.keyboard.press(key);
      }
    },
    waitFor: (expression, milliseconds) => waitUntil(evaluate, expression, milliseconds),
    messages: async () => [...new Set([...said, ...(await evaluate<string[]>(COLLECTED))])],
    async screenshot(path) {
      await page.screenshot({ path: path });
    },
    close: () => launched.close(),
  };
}
