/** Many parameters in a menu: one heading a stage, what was changed is counted, and names stay what they were. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Groups } from '../../components/figure/lab/Groups.tsx';
import { differences } from '../../components/figure/lab/describe.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { defaultsOf } from '../../sim/settings.ts';

const pipeline = await loadExperiment('pipeline');
const declaration = declarationOf(pipeline);
const defaults = defaultsOf(pipeline.params) as Settings;
const menu = (changed: Settings = {}, hidden: readonly string[] = []) => {
  const given = {
    declaration,
    groups: declaration.groups!,
    settings: { ...defaults, ...changed },
    disabled: false,
    hidden: new Set(hidden),
    onChange: () => undefined,
    children: 'what else there is',
  };
  return renderToStaticMarkup(createElement(Groups, given));
};
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');
const heads = (html: string) =>
  [...html.matchAll(/<button[^>]*class="group-head"[^>]*>(.*?)<\/button>/g)].map(([, head]) => textOf(head!));
const names = (html: string) => new Set([...html.matchAll(/name="([^"]*)"/g)].map(([, name]) => name));
const opened = (html: string) =>
  [...html.matchAll(/aria-expanded="true" aria-controls="[^"]*">([^<]*)/g)].map(([, t]) => t);

test('a heading a stage in the order of the stages, and the first is open', () => {
  const html = menu();
  expect(heads(html)).toEqual([...declaration.groups!, 'Seed and models']);
  expect(opened(html).filter((text) => heads(html).includes(text!))).toEqual(['Model']);
  expect(names(html)).toEqual(new Set(['pipeline.from', 'pipeline.width', 'pipeline.layers']));
});

test('a heading says how much under it differs, and the first of these is open', () => {
  const html = menu({ gamma: 0.9, epochs: 4, quality: 0.5 });
  expect(heads(html)).toEqual([
    'Model',
    'Pretraining',
    'Fine-tuning 1 changed',
    'Reward model',
    'PPO 2 changed',
    'Measurement',
    'Seed and models',
  ]);
  expect(names(html)).toContain('pipeline.quality');
  expect(textOf(html)).toContain('Reset this stage (1 changed)');
});

test('what does not apply counts as little as what an address hides', () => {
  expect(heads(menu({ klTarget: 2 }))).toContain('PPO');
  expect(heads(menu({ klTarget: 2, klControl: 'adaptive' }))).toContain('PPO 2 changed');
  expect(heads(menu({ temperature: 0.5 }, ['temperature']))).not.toContain('Measurement');
});

test('every parameter of a grouped menu stands under a heading that there is', async () => {
  for (const id of experimentIds) {
    const { groups, params } = await loadExperiment(id);
    if (!groups) continue;
    const used = Object.values(params).flatMap(({ menu, group }) =>
      menu && group !== undefined ? [group] : [],
    );
    expect(new Set(used), id).toEqual(new Set(groups));
  }
});

test('what several stages call alike is told with its stage', () => {
  const told = (settings: Settings) => differences(declaration, { ...defaults, ...settings }, defaults);
  expect(told({ pretrainPeak: 0.01 })).toBe('Pretraining α = 0.01');
  expect(told({ sftEpochs: 4, rewardEpochs: 1 })).toBe('Fine-tuning epochs = 4, Reward model epochs = 1');
  expect(told({ gamma: 0.9, layers: 2 })).toBe('layers = 2, γ = 0.9');
});
