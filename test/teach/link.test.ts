/** What the link maker makes: an address that is heard as it was meant, and code that another page can hold. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { embedCode } from '../../components/figure/lab/describe.ts';
import { addressOf } from '../../components/teach/link.ts';
import { offered } from '../../components/teach/offered.ts';
import { coursePages, pageOf } from '../../components/text/coursePages.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { applies, decode, defaultsOf } from '../../sim/settings.ts';

const ROOT = 'https://example.org/course/';
const figures = await offered();
const NOTHING = { hide: [], run: false, present: false } as const;

test('offers every figure of the course that has controls, under the name of its page', () => {
  expect(figures.length).toBeGreaterThan(60);
  // A measurement of the reader's machine has none.
  const measured = coursePages.flatMap(({ components }) =>
    components.filter(({ name }) => name === 'SpeedUp'),
  );
  expect(measured.length).toBeGreaterThan(0);
  for (const { attributes } of measured) expect(figures.map(({ id }) => id)).not.toContain(attributes['id']);
  expect(new Set(figures.map(({ slug, id }) => `${slug}#${id}`)).size).toBe(figures.length);
  for (const { page, title } of figures) expect(`${page}${title}`).toMatch(/\S/);
});

describe.each(figures)('$label', (figure) => {
  test('every parameter, moved to its last value, is heard again', async () => {
    const declaration = declarationOf(await loadExperiment(figure.experiment));
    const { id, params } = declaration;
    const moved = Object.entries(params).map(([name, param]) => {
      switch (param.kind) {
        case 'number':
          return [name, param.max];
        case 'choice':
          return [name, Object.keys(param.choices).at(-1)!];
        case 'text':
          return [name, 'a “b” & c = d, ä?'.slice(0, param.maxLength)];
      }
    });
    const settings = { ...defaultsOf(params), ...Object.fromEntries(moved) } as Settings;
    for (const place of ['chapter', 'alone'] as const) {
      const url = new URL(addressOf(figure, declaration, { ...NOTHING, settings, place }, ROOT));
      const heard = decode(id, params, url.search);
      expect(heard.replaced).toEqual([]);
      for (const name of Object.keys(params))
        if (applies(params, name, settings)) expect(heard.settings[name], name).toBe(settings[name]);
      expect(url.pathname).toBe(place === 'alone' ? `/course/embed/${id}/` : `/course/${figure.slug}/`);
      expect(url.hash).toBe(place === 'alone' ? '' : `#${figure.id}`);
    }
  });
});

describe('an address', () => {
  const figure = figures.find(({ experiment }) => experiment === 'reward-pairs')!;
  const make = async (wanted: Partial<Parameters<typeof addressOf>[2]>) => {
    const declaration = declarationOf(await loadExperiment(figure.experiment));
    const settings = defaultsOf(declaration.params) as Settings;
    return addressOf(figure, declaration, { ...NOTHING, settings, place: 'chapter', ...wanted }, ROOT);
  };
  test('of the defaults asks for nothing', async () => {
    expect(await make({})).toBe(`${ROOT}part-1/reward-model/#fig-rm-training`);
  });
  test('hides by full names in a chapter, where others may have a parameter of the name', async () => {
    expect(await make({ hide: ['noise', 'seed'], run: true, present: true })).toBe(
      `${ROOT}part-1/reward-model/?hide=reward-pairs.noise,reward-pairs.seed&run=1&present=1#fig-rm-training`,
    );
    expect(await make({ hide: ['noise'], place: 'alone' })).toBe(`${ROOT}embed/reward-pairs/?hide=noise`);
  });
});

test('the embed code is a frame that may run scripts only, and a script that gives it its height', () => {
  const code = embedCode({ title: 'A “title” with "quotes" & more' }, `${ROOT}embed/x/?x.a=1&x.b=2`);
  const [frame, script] = code.split('\n');
  expect(frame).toContain('src="https://example.org/course/embed/x/?x.a=1&amp;x.b=2"');
  expect(frame).toContain('title="A “title” with &quot;quotes&quot; &amp; more"');
  expect(frame).toContain(' sandbox="allow-scripts" ');
  expect(script).toMatch(/^<script>.*lab:height.*<\/script>$/);
});

test('the addresses that the page gives as examples lead somewhere', async () => {
  const text = readFileSync('content/teach/slides.mdx', 'utf8');
  const examples = [...text.matchAll(/`((?:part-1|part-2|embed)\/[^`\s]+)`/g)].map(([, address]) => address!);
  expect(examples.length).toBeGreaterThanOrEqual(3);
  for (const example of examples) {
    const { pathname, searchParams, hash } = new URL(example, ROOT);
    const [, slug] = /^\/course\/(.*?)\/$/.exec(pathname) ?? [];
    const alone = /^embed\/(.+)$/.exec(slug ?? '')?.[1];
    if (alone === undefined) {
      const page = pageOf(slug!);
      const ids = [...page.sections.keys(), ...page.components.map(({ attributes }) => attributes['id'])];
      expect(ids).toContain(hash.slice(1));
    }
    for (const key of searchParams.keys()) {
      const id = key.split('.')[0]!;
      const { params } = await loadExperiment(id);
      expect(decode(id, params, searchParams.toString()).replaced, example).toEqual([]);
      if (alone !== undefined) expect(id).toBe(alone);
    }
  }
});
