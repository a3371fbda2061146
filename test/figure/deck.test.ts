/** Cards are dealt one at a time: the first without a decision lies on top, and an address may have decided some. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Controls } from '../../components/figure/lab/Controls.tsx';
import type { Settings } from '../../sim/param.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { defaultsOf } from '../../sim/settings.ts';

const declaration = declarationOf(await loadExperiment('be-the-annotator'));

const names = Object.keys(declaration.params).filter((name) => name.startsWith('pair'));

const shown = (given: Settings) =>
  renderToStaticMarkup(
    createElement(Controls, {
      declaration,
      settings: { ...defaultsOf(declaration.params), ...given },
      disabled: false,
      menu: false,
      hidden: new Set<string>(),
      onChange: () => undefined,
    }),
  );

test('blank, the first card is shown, and no other', () => {
  const html = shown({});
  expect(html).toContain('Card 1 of 10');
  expect(html).toContain('0 of 10 decided');
  expect(names.filter((name) => html.includes(declaration.params[name]!.label))).toEqual(['pair1']);
  expect(html).not.toContain('aria-pressed="true"');
  expect(html, 'what is not decided is no answer').not.toContain('not decided');
});

test('cards that the address has decided are passed over', () => {
  const html = shown({ pair1: 'second', pair2: 'first' });
  expect(html).toContain('Card 3 of 10');
  expect(html).toContain('2 of 10 decided');
});

test('after the last decision the last card stays, and says what is next', () => {
  const html = shown(Object.fromEntries(names.map((name) => [name, 'first'])));
  expect(html).toContain('Card 10 of 10');
  expect(html).toContain('All are decided: run.');
});
