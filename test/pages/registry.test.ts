/** Every name ever promised to a link, a slide or a script still resolves, and no new one is unregistered. */
import { expect, test } from 'vitest';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { currentName } from '../../sim/settings.ts';
import { choicesOf, idsIn, readRegistry } from '../../src/cli/registry.ts';
import { pages, ROOT } from './pages.ts';

const registry = readRegistry();
const built = idsIn(ROOT);

test('every registered id is on its page (an old one as an anchor of its own)', () => {
  for (const [path, ids] of Object.entries(registry.pages)) {
    const page = pages.find((candidate) => candidate.path === (path && `${path}/`));
    expect(page, `the page ${path} is gone`).toBeDefined();
    for (const id of ids) expect(page!.html.includes(`id="${id}"`), `${path}#${id}`).toBe(true);
  }
});

test('every id of the built site is registered: run `npm run registry`', () => {
  for (const [path, ids] of Object.entries(built)) {
    expect(registry.pages[path] ?? [], `new ids on ${path}`).toEqual(expect.arrayContaining(ids));
  }
});

test('every registered experiment, parameter and choice still works', async () => {
  for (const [id, params] of Object.entries(registry.experiments)) {
    expect(experimentIds, `the experiment ${id} is gone`).toContain(id);
    const experiment = await loadExperiment(id);
    for (const [name, choices] of Object.entries(params)) {
      const current = currentName(experiment.params, name);
      expect(current, `${id}.${name} resolves no more`).toBeDefined();
      const param = experiment.params[current!]!;
      if (param.kind === 'choice')
        expect(Object.keys(param.choices)).toEqual(expect.arrayContaining([...choices]));
    }
  }
});

test('every experiment and parameter is registered: run `npm run registry`', async () => {
  for (const id of experimentIds) {
    const names = choicesOf((await loadExperiment(id)).params);
    for (const [name, values] of Object.entries(names))
      expect(registry.experiments[id]?.[name] ?? [], `${id}.${name}`).toEqual(expect.arrayContaining(values));
  }
});

test('ids are unique: on their page, and questions and exercises across the site', () => {
  for (const [path, ids] of Object.entries(built)) expect(new Set(ids).size, path).toBe(ids.length);
  // An exercise that has gone to another page keeps its old address as an empty anchor, which counts no progress.
  const progress = Object.entries(built).flatMap(([path, ids]) => {
    const { html } = pages.find((page) => page.path === (path && `${path}/`))!;
    return ids.filter((id) => /^(q|ex)-/.test(id) && !html.includes(`<span id="${id}"></span>`));
  });
  expect(new Set(progress).size).toBe(progress.length);
});
