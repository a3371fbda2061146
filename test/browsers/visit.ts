/**
 * A page of the built site is opened twice in Chromium, with script and without; everything that is asked of it is
 * looked at meanwhile, and written down by kind.
 */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { Experiment } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import type { BuiltPage } from '../pages/pages.ts';
import { axe, type Theme } from './axe.ts';
import { figuresOn, little, RUN_MS } from './figure.ts';
import { largeText, PERCENT } from './largeText.ts';
import { listen } from './messages.ts';
import { openTab, type Size } from './place.ts';
import {
  blankFigures,
  colours,
  cutFormulas,
  deadControls,
  settle,
  sticksOut,
  tools,
  unfold,
} from './sight.ts';
import { weigh, type Weights } from './weigh.ts';

export const WIDTHS = [320, 360, 640, 768, 1024, 1280, 1440, 1600, 1920];
/** The smallest window in which the top of a page can stand without its first figure. */
const WINDOW = { width: 1280, height: 320 };
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 900 };
/** In this window a figure in its place is at most so high: what is moved and what comes of it, in one look. */
const READING = { width: 1440, height: 900 };
export const HIGHEST = 760;
/** A4 at 96 dpi, less 15 mm of margin left and right. */
const PAPER = { width: 680, height: 1000 };
/** WCAG 2.2, 1.4.12: nothing is lost when a reader spaces text like this. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

type Visited = Pick<BuiltPage, 'path' | 'html'>;

/** What axe need not be asked again on a page: markup that it is shown elsewhere, at the same size or with the same rules. */
export interface Known {
  /** The page stands beside another of its kind, whose frame has been looked at. */
  readonly frame: boolean;
  /** Its figure is looked at in a chapter. */
  readonly figure: boolean;
}
/** `embed.test.ts` runs such a figure in a frame. */
export const seenElsewhere = ({ frame, figure }: Known) => frame && figure;
const FIGURE = 'figure.lab';

/** A node of the accessibility tree, as a screen reader is given it. */
export interface Spoken {
  readonly role: string;
  readonly name: string;
}

interface Paper {
  readonly colours: readonly string[];
  readonly tools: readonly string[];
  readonly blankFigures: readonly string[];
  readonly sticksOut: readonly string[];
}
/** A run of the first figure. */
export interface Use {
  readonly experiment: Experiment;
  readonly settings: Partial<Settings>;
  readonly hash: string | null;
}
export interface Visit {
  readonly messages: readonly string[];
  readonly weights: Weights;
  readonly spoken: readonly Spoken[];
  /** On a desk. */
  readonly cutFormulas: readonly string[];
  /** Figures that are higher than a screen, with their tab. */
  readonly tooHigh: readonly string[];
  readonly largeText: readonly string[];
  readonly phone: readonly string[];
  readonly desk: readonly string[];
  readonly sticksOut: readonly string[];
  readonly spaced: readonly string[];
  readonly paper: Paper;
  readonly use: Use | undefined;
}
export interface QuietVisit {
  readonly heading: string;
  readonly text: number;
  readonly blankFigures: readonly string[];
  readonly deadControls: readonly string[];
  readonly sticksOut: readonly string[];
  readonly paper: Omit<Paper, 'colours'>;
}

async function opened<T>(
  browser: Browser,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light', ...options });
  try {
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

type Resize = (page: Page, size: Size) => Promise<void>;

const resize: Resize = async (page, size) => {
  await page.setViewportSize(size);
  await page.evaluate(settle);
};
/** Without script there are no frames to wait for, and nothing that draws anew. */
const resizeQuietly: Resize = (page, size) => page.setViewportSize(size);

async function paint(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
  await page.evaluate(settle);
}

/** axe in both themes; leaves the light one. */
async function axeInBoth(page: Page, without: readonly string[]): Promise<string[]> {
  const light = await axe(page, 'light', without);
  await paint(page, 'dark');
  const dark = await axe(page, 'dark', without);
  await paint(page, 'light');
  return [...light, ...dark];
}

async function spokenOf(page: Page): Promise<Spoken[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }));
}

/** Every tab of every figure, as the window is; leaves the first. */
async function tooHigh(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const counts = await page
    .locator(FIGURE)
    .evaluateAll((figures) => figures.map((figure) => figure.querySelectorAll('[role=tab]').length));
  const found: string[] = [];
  for (let tab = 0; tab < Math.max(1, ...counts); tab++) {
    await openTab(page, tab);
    await page.evaluate(settle);
    const figures = await page
      .locator(FIGURE)
      .evaluateAll((all) => all.map((figure) => ({ id: figure.id, height: figure.clientHeight })));
    for (const { id, height } of figures) if (height > HIGHEST) found.push(`${id}, tab ${tab}: ${height} px`);
  }
  await openTab(page, 0);
  return found;
}

async function sticksOutAnywhere(page: Page, to: Resize = resize): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await to(page, { width, height: 800 });
    found.push(...(await page.evaluate(sticksOut)).map((element) => `${width} px: ${element}`));
  }
  return found;
}

async function sticksOutSpaced(page: Page): Promise<string[]> {
  await resize(page, { width: 1280, height: 800 });
  const style = await page.addStyleTag({ content: SPACING });
  await page.evaluate(settle);
  const found = await page.evaluate(sticksOut);
  await style.evaluate((element) => (element as Element).remove());
  return found;
}

/** Printed from a dark screen. */
async function onPaper(page: Page, to: Resize = resize): Promise<Paper> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await to(page, PAPER);
  const paper = {
    colours: await page.evaluate(colours),
    tools: await page.evaluate(tools),
    blankFigures: await page.evaluate(blankFigures),
    sticksOut: await page.evaluate(sticksOut),
  };
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  return paper;
}

/** Uses the first figure, a little: the page on reproducibility runs every default in this browser. */
async function firstUse(page: Page): Promise<Use> {
  const figure = page.locator('figure.lab').first();
  const experiment = await loadExperiment((await figure.getAttribute('data-experiment'))!);
  const { settings } = little(experiment);
  const detail = { experiment: experiment.id, values: settings };
  await page.evaluate((set) => document.dispatchEvent(new CustomEvent('lab:set', { detail: set })), detail);
  const run = figure.getByRole('button', { name: /^(Run|Train)/ }).first();
  if ((await run.count()) > 0) await run.click();
  const ended = figure.and(page.locator('[data-run=done], [data-run=failed]'));
  await ended.waitFor({ timeout: RUN_MS });
  return { experiment, settings, hash: await figure.getAttribute('data-hash') };
}

/**
 * An island is in the window or 200 px below it (the figures' `rootMargin`), or loads at once. Asked of places, not of
 * what has woken: on a slow machine the network is idle between an island's call for script and its waking.
 */
const islandIsNear = () =>
  [...document.querySelectorAll('astro-island')].some(
    (island) =>
      island.getAttribute('client') !== 'visible' ||
      [...island.children].some(
        (child) => child.checkVisibility() && child.getBoundingClientRect().top < innerHeight + 200,
      ),
  );

/** With script: what comes before the first figure wakes is looked at first, what its use brings last. */
export function visit(browser: Browser, url: string, { path, html }: Visited, known: Known): Promise<Visit> {
  return opened(browser, { viewport: WINDOW }, async (page) => {
    const alone = path.startsWith('embed/');
    const hasMenu = !/^(?:deck|embed|handout)\//.test(path);
    const seen = seenElsewhere(known);
    const listener = listen(page);
    const scale = weigh(page, html);
    listener.begin(url);
    await page.goto(url + path, { waitUntil: 'networkidle' });
    const weights: Weights = {};
    if (!(await page.evaluate(islandIsNear))) weights.before = await scale.kilobytes();
    const spoken = await spokenOf(page);
    const hasFigure = figuresOn(html).length > 0;
    if (hasFigure) {
      // Its controls stand at its lower end, and they are what wakes.
      await page.evaluate(() =>
        document.querySelector('figure.lab')!.scrollIntoView({ block: 'end', behavior: 'instant' }),
      );
      await page.waitForSelector('figure.lab[data-ready]');
      await page.waitForLoadState('networkidle');
      weights.visible = await scale.kilobytes();
    }

    await page.setViewportSize(DESK);
    await page.evaluate(unfold);
    await page.evaluate(settle);
    // Figures are looked at on a phone; colours are the same on a desk.
    const desk = known.frame ? [] : await axe(page, 'light', [FIGURE]);
    await resize(page, READING);
    const cut = alone ? [] : await page.evaluate(cutFormulas);
    const high = hasFigure && !alone ? await tooHigh(page) : [];
    await resize(page, PHONE);
    // Of figures alone the page that stands for the others is enough: in chapters they are all looked at.
    const sizes = known.frame ? PERCENT.slice(alone ? PERCENT.length : -1) : PERCENT;
    const large = await largeText(page, sizes, hasMenu);
    const phone = seen ? [] : await axeInBoth(page, known.figure ? [FIGURE] : []);
    const narrow = await sticksOutAnywhere(page);
    const spaced = await sticksOutSpaced(page);
    await paint(page, 'dark');
    const paper = await onPaper(page);
    await paint(page, 'light');

    await resize(page, DESK);
    const use = hasFigure && !seen ? await firstUse(page) : undefined;
    // Where nothing has been used, nothing comes; and with axe in a frame Playwright never calls the network idle.
    if (use) {
      await page.waitForLoadState('networkidle');
      weights.used = await scale.kilobytes();
    }
    return {
      messages: listener.said(),
      weights,
      spoken,
      cutFormulas: cut,
      tooHigh: high,
      largeText: large,
      phone,
      desk,
      sticksOut: narrow,
      spaced,
      paper,
      use,
    };
  });
}

/** Without script: the page as it comes, its figures still asleep. */
export function quietVisit(browser: Browser, url: string, { path }: Visited): Promise<QuietVisit> {
  const options = { javaScriptEnabled: false, viewport: { width: 360, height: 800 } };
  return opened(browser, options, async (page) => {
    await page.goto(url + path);
    const look = {
      heading: await page.locator('h1').first().innerText(),
      text: (await page.locator('main').first().innerText()).length,
      blankFigures: await page.evaluate(blankFigures),
      deadControls: await page.evaluate(deadControls),
      sticksOut: await sticksOutAnywhere(page, resizeQuietly),
    };
    return { ...look, paper: await onPaper(page, resizeQuietly) };
  });
}
