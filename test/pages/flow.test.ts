/** Flows on the built pages: what is drawn is also said, once, and which picture is shown is left to the style. */
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { FLOWS } from '../../components/text/flow/flows.ts';
import { PIPELINE } from '../../components/text/flow/pipeline.ts';
import { pages } from './pages.ts';

const flows = pages.flatMap(({ path, html }) =>
  [...html.matchAll(/<figure class="flow[^"]*"[\s\S]*?<\/figure>/g)].map(([figure]) => ({
    path,
    figure: JSDOM.fragment(figure).firstElementChild!,
  })),
);
const captionOf = (figure: Element) => figure.querySelector('figcaption')!.textContent;

test('all flows are built, the whole pipeline at home and in chapter 1', () => {
  expect(flows.map(({ figure }) => captionOf(figure))).toEqual(
    expect.arrayContaining(Object.values(FLOWS).map(({ label }) => label)),
  );
  const whole = flows.filter(({ figure }) => captionOf(figure) === PIPELINE.label);
  expect(whole.map(({ path }) => path)).toEqual(expect.arrayContaining(['', 'part-1/pipeline/']));
});

describe.each(flows.map(({ path, figure }) => [`${path}: ${captionOf(figure)}`, figure] as const))(
  '%s',
  (_, figure) => {
    const said = [...figure.querySelectorAll('ol > li')];
    const names = said.map((item) => item.querySelector('b')!.textContent);

    test('every box of every picture is in the list, with a sentence', () => {
      const pictures = [...figure.querySelectorAll('svg')];
      expect(pictures.length).toBeGreaterThanOrEqual(2);
      for (const picture of pictures) {
        const drawn = [...picture.querySelectorAll('[data-box]')].map((box) =>
          [...box.querySelectorAll('text')].map((line) => line.textContent).join(' '),
        );
        expect(drawn).toHaveLength(names.length);
        for (const [i, name] of names.entries()) expect(drawn[i]).toContain(name);
      }
      for (const item of said) expect(item.querySelector('span')!.textContent).toMatch(/\S{3}/);
    });

    test('only the list is read aloud', () => {
      for (const picture of figure.querySelectorAll('svg')) {
        expect(picture.getAttribute('aria-hidden')).toBe('true');
        expect(picture.querySelector('a, [tabindex], [id]')).toBeNull();
      }
      expect(figure.querySelectorAll('ol')).toHaveLength(1);
      expect(figure.querySelector('ol')!.closest('[aria-hidden]')).toBeNull();
    });
  },
);
