/** The course saved for offline, the network cut: every figure alone computes the rows of Node, and every figure of every page is used. */
import type { Page as Tab } from '@playwright/test';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { little, RUN_MS } from '../browsers/figure.ts';
import { hashOf } from '../experiments/hashOf.ts';
import { figureIdsOn, quickly, withSite } from './opened.ts';
import { useFigure, type Used } from './use.ts';

export interface OfflineFigure {
  readonly page: string;
  readonly experiment: string;
  readonly state: string;
  /** Its rows are those of Node; undefined where only its use is looked at. */
  readonly same: boolean | undefined;
  readonly seconds: number;
}

async function save(tab: Tab, url: string): Promise<void> {
  await tab.goto(`${url}reference/offline/`, { waitUntil: 'networkidle' });
  await tab.getByRole('button', { name: /^Save for offline/ }).click();
  await tab.locator('.offline .said').getByText('This version is saved').waitFor({ timeout: 600_000 });
}

async function alone(tab: Tab, url: string, id: string): Promise<OfflineFigure> {
  const started = performance.now();
  const experiment = await loadExperiment(id);
  const { settings, query } = little(experiment);
  await tab.goto(`${url}embed/${id}/${query}`);
  await tab.waitForSelector('figure.lab[data-ready]');
  const run = tab.getByRole('button', { name: /^(Run|Train)/ }).first();
  if ((await run.count()) > 0) await run.click();
  await tab.waitForSelector('figure.lab[data-run=done], figure.lab[data-run=failed]', { timeout: RUN_MS });
  const figure = tab.locator('figure.lab');
  return {
    page: `embed/${id}/`,
    experiment: id,
    state: (await figure.getAttribute('data-run'))!,
    same: (await figure.getAttribute('data-hash')) === hashOf(experiment, settings),
    seconds: (performance.now() - started) / 1000,
  };
}

export function surveyOffline(root: string, tell: (figure: OfflineFigure) => void): Promise<OfflineFigure[]> {
  return withSite(root, async ({ browser, url, pages }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const tab = await context.newPage();
    tab.setDefaultTimeout(RUN_MS);
    await save(tab, url);
    await context.setOffline(true);
    const figures: OfflineFigure[] = [];
    const note = (figure: OfflineFigure) => {
      figures.push(figure);
      tell(figure);
    };
    const failing = async (page: string, experiment: string, measure: () => Promise<OfflineFigure>) => {
      try {
        note(await measure());
      } catch (error) {
        const [state = ''] = String(error).split('\n');
        note({ page, experiment, state, same: false, seconds: 0 });
      }
    };
    for (const id of experimentIds) await failing(`embed/${id}/`, id, () => alone(tab, url, id));
    for (const { path, html } of pages.filter((page) => !/^(embed|deck)\//.test(page.path))) {
      const ids = figureIdsOn(html);
      if (ids.length > 0) await tab.goto(url + path + (await quickly(html)));
      for (const id of ids)
        await failing(path, id, async () => {
          const used = await tab.evaluate<Used>(
            `(${useFigure.toString()})(${JSON.stringify(id)}, false, ${RUN_MS})`,
          );
          return {
            page: path,
            experiment: used.experiment,
            state: used.state,
            same: undefined,
            seconds: used.seconds,
          };
        });
    }
    return figures;
  });
}
