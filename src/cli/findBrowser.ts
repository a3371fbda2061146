/** Where the browsers are: an environment variable, the system's packages, Playwright's own downloads. */
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

export interface Place {
  readonly browser: string;
  /** Names the executable on machines where it stands elsewhere. */
  readonly variable: string;
  readonly paths: readonly string[];
  readonly debian: string;
  /** Playwright's build, if there is one that these tests can drive: its name for `playwright install`. */
  readonly playwright?: { readonly name: string; readonly path: string };
}

/** The executable, or an error that says what to do: a browser that is missing is a failure, not a skip. */
export function findBrowser({ browser, variable, paths, debian, playwright }: Place): {
  path: string;
  own: boolean;
} {
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return { path: named, own: false };
    throw new Error(`${variable}=${named}: there is no such file`);
  }
  const path = paths.find((candidate) => existsSync(candidate));
  if (path) return { path, own: false };
  if (playwright && existsSync(playwright.path)) return { path: playwright.path, own: true };
  const ways = [
    `on Debian or Ubuntu: apt-get install ${debian}`,
    ...(playwright ? [`elsewhere: npx playwright install ${playwright.name}`] : []),
    `or set ${variable} to its executable`,
  ];
  throw new Error(
    `${browser} is not installed (looked in ${paths.join(', ')}). Install it: ${ways.join('; ')}.`,
  );
}

export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox', // as root in a container
  '--disable-gpu',
  '--font-render-hinting=none', // else Chromium without a window sets letters wider than others
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const HEADLESS = '/usr/bin/chromium-headless-shell';
const CHROMIUM: Place = {
  browser: 'Chromium',
  variable: 'CHROMIUM_PATH',
  paths: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    HEADLESS,
  ],
  debian: 'chromium',
  playwright: { name: 'chromium', path: chromium.executablePath() },
};

/** Chromium as a reader has it: what is measured, and what makes PDF files. */
export function findChromium(): string {
  return findBrowser(CHROMIUM).path;
}

/** Chromium for tests: where it is installed, the same engine without a window of its own. A page costs it half the time. */
export function findHeadlessChromium(): string {
  const paths = [HEADLESS, ...CHROMIUM.paths];
  return findBrowser({ ...CHROMIUM, paths, debian: 'chromium-headless-shell' }).path;
}
