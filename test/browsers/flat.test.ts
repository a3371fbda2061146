/** A figure that is used again and again keeps nothing of it. An hour of this: `npm run survey -- tab`. */
import { expect, test } from 'vitest';
import { useFigure, type Used } from '../survey/use.ts';
import { chromiumStage } from './stage.ts';

const stage = chromiumStage();

test('nodes and listeners stay as many, however often its panels, pins and tabs are opened', async () => {
  const page = await stage.browser.newPage({ viewport: { width: 1280, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(`${stage.url}embed/clipped-objective/`);
  const id = await page.locator('figure.lab').getAttribute('id');
  const use = async (times: number) => {
    for (let i = 0; i < times; i++) {
      const used = await page.evaluate<Used>(
        `(${useFigure.toString()})(${JSON.stringify(id)}, false, 20000)`,
      );
      expect(used).toMatchObject({ state: 'done', experiment: 'clipped-objective' });
      expect(used.actions).toBeGreaterThan(8);
    }
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };
  const before = await use(2);
  const after = await use(4);
  // One panel more would be some thirty nodes and seven listeners a round, its table some hundreds.
  expect(after.listeners - before.listeners).toBeLessThan(4 * 4);
  expect(after.nodes - before.nodes).toBeLessThan(4 * 20);
  await page.close();
});
