/** What a page of Playwright's complains of: console, uncaught errors, policy, failed requests, requests to elsewhere. */
import type { Page } from '@playwright/test';
import { leaves } from './browser.ts';

export interface Listener {
  /** Forgets what was said; from now on, requests that leave the origin of this address are told. */
  begin(url: string): void;
  said(): readonly string[];
}

export function listen(page: Page): Listener {
  let said: string[] = [];
  let origin = '';
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (leaves(request.url(), origin)) said.push(`request to elsewhere: ${request.url()}`);
  });
  page.on('requestfailed', (request) =>
    said.push(`failed request: ${request.failure()?.errorText ?? ''} ${request.url()}`),
  );
  page.on('response', (response) => {
    if (response.status() >= 400) said.push(`failed request: ${response.status()} ${response.url()}`);
  });
  return {
    begin(url) {
      said = [];
      origin = new URL(url).origin;
    },
    said: () => said,
  };
}
