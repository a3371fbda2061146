/** The decks: one a chapter, each of its references resolves, and what no longer does stops the build. */
import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { finding } from '../../components/figure/finding.ts';
import { placeOf } from '../../components/teach/deck/addresses.ts';
import { deckFileOf, idIn } from '../../components/teach/deck/declared.ts';
import { chapters, deckOf, minutesOf } from '../../components/teach/deck/deck.ts';
import { shownAs } from '../../components/teach/deck/shown.ts';
import { labelOf } from '../../components/teach/deck/labels.ts';
import type { Slide } from '../../components/teach/deck/slides.ts';
import { coursePages, pageOf } from '../../components/text/coursePages.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { decode } from '../../sim/settings.ts';
import { readPage } from '../../src/plugins/pages.ts';

const decks = await Promise.all(chapters.map((page) => deckOf(page)));

const words = (html: string) =>
  html.replace(/<math[\s\S]*?<\/math>/g, 'x').replace(/<[^>]+>/g, '').replaceAll('&#60;', '<'); // prettier-ignore
const sentences = (html: string) => words(html).match(/[.?!](?=\s|$|”)/g)?.length ?? 0;

test('there is one for each of the 19 chapters, and a file for each of these', () => {
  expect(decks.map(({ page }) => page.chapter)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
  const files = globSync('content/decks/**/*.json').map((file) => file.replaceAll('\\', '/').slice(14, -5));
  expect(files.toSorted()).toEqual(decks.map(({ page }) => page.slug).toSorted());
});

test('the parts of a chapter are called as on their page', () => {
  for (const { slug } of coursePages) {
    for (const [id, { label }] of readPage(slug, 'content')!.targets) {
      if (/^(fig|eq|tab|q|ex|sec)-/.test(id)) expect(labelOf(id, slug), `${slug}#${id}`).toBe(label);
    }
  }
});

describe.each(decks.map((deck) => [deck.page.slug, deck] as const))('%s', (slug, { page, slides }) => {
  const { targets } = readPage(slug, 'content')!;
  const of = <K extends Slide['kind']>(kind: K) =>
    slides.filter((slide): slide is Extract<Slide, { kind: K }> => slide.kind === kind);

  test('begins with its title and goals, shows a figure, asks, sums up, and leads on', () => {
    expect(slides.map(({ kind }) => kind).slice(0, 2)).toEqual(['title', 'points']);
    expect(slides.slice(-2).map(({ key }) => key)).toEqual(['summary', 'links']);
    expect(of('figure').length).toBeGreaterThan(0);
    expect(of('question')).toHaveLength(1);
    for (const slide of of('points')) expect(slide.points.length, slide.key).toBeGreaterThanOrEqual(3);
    expect(new Set(slides.map(({ key }) => key)).size).toBe(slides.length);
  });

  test('every figure, equation and question is one of the page', () => {
    for (const slide of [...of('figure'), ...of('equation'), ...of('question')])
      expect(slide.label.toLowerCase(), slide.key).toBe(targets.get(idIn(slide.key))?.label.toLowerCase());
    for (const { links } of of('links'))
      for (const { id, label } of links) expect(targets.get(id)?.label).toBe(label);
  });

  test('every figure is an experiment at legal settings, with a picture', async () => {
    for (const { experiment, query, settings, picture, spoken } of of('figure')) {
      expect(experimentIds).toContain(experiment);
      const { params } = await loadExperiment(experiment);
      const heard = decode(experiment, params, query);
      expect(heard.replaced).toEqual([]);
      expect(heard.settings).toMatchObject(settings);
      expect(picture).toMatch(/^<svg [^]*<(path|rect|text)[^]*<\/svg>$/);
      expect(picture).not.toMatch(/NaN|undefined/);
      expect(spoken).toMatch(/\S/);
    }
  });

  test('where the chapter asks for a prediction, a slide asks before the figure', () => {
    const asking = page.components.filter(
      ({ name, attributes }) => name === 'Lab' && attributes['prediction'],
    );
    const shown = asking.map(({ attributes }) => String(attributes['id'])).filter((id) => slides.some(({ key }) => key === id)); // prettier-ignore
    expect(of('prediction').map(({ key }) => key)).toEqual(shown.map((id) => `${id} prediction`));
    for (const id of shown) {
      const at = slides.findIndex(({ key }) => key === id);
      expect(slides[at - 1]!.key).toBe(`${id} prediction`);
    }
  });

  test('has notes of two to four sentences on every slide, written for it', () => {
    for (const { key, notes } of slides) {
      expect(notes.derived, key).toBe(false);
      expect(sentences(notes.html), `${key}: ${words(notes.html)}`).toBeGreaterThanOrEqual(2);
      expect(sentences(notes.html), `${key}: ${words(notes.html)}`).toBeLessThanOrEqual(4);
    }
  });

  test('makes a lesson: four to twelve slides of substance, each with its minutes, 45 to 60 in all', () => {
    const substance = slides.filter(({ key }) => !['title', 'goals', 'summary', 'links'].includes(key));
    expect(substance.length).toBeGreaterThanOrEqual(4);
    expect(substance.length).toBeLessThanOrEqual(12);
    for (const { key, notes } of slides) expect(notes.minutes, key).toBeGreaterThan(0);
    expect(minutesOf({ page, slides })).toBeGreaterThanOrEqual(45);
    expect(minutesOf({ page, slides })).toBeLessThanOrEqual(60);
  });

  // A number of a simulation is quoted; what stands typed is arithmetic that a class can repeat.
  test('quotes findings of experiments that exist, and leaves none unresolved', () => {
    const written = Object.values(deckFileOf(slug).notes ?? {}).join(' ');
    for (const [, experiment] of written.matchAll(/\{finding:([\w-]+)\./g))
      expect(experimentIds, slug).toContain(experiment);
    expect(slides.map(({ notes }) => notes.html).join(' ')).not.toMatch(/\{finding|undefined|\[object/);
  });
});

describe('a chapter without a file', () => {
  test('has a deck all the same, with notes from the chapter that are marked so', async () => {
    const { slides } = await deckOf(pageOf('part-1/elo'), {});
    expect(slides.map(({ key }) => key)).toContain('fig-tournament');
    for (const { key, notes } of slides) {
      expect(notes.derived, key).toBe(true);
      expect(notes.minutes, key).toBeUndefined();
      if (!['goals', 'links'].includes(key)) expect(words(notes.html), key).toMatch(/.{20,}/);
      expect(words(notes.html)).not.toMatch(/undefined|\[object/);
    }
  });
});

describe('a note', () => {
  const page = pageOf('part-1/reward-model');
  const noteOf = async (note: string) =>
    (await deckOf(page, { show: ['fig-bt-loss'], notes: { 'fig-bt-loss': note } })).slides.find(
      ({ key }) => key === 'fig-bt-loss',
    )!.notes.html;

  test('quotes a finding as it was recorded, with its unit or without', async () => {
    const { text, unit } = await finding('pairwise-loss.lossAtZero');
    expect(await noteOf('It pays {finding:pairwise-loss.lossAtZero}, *always*.')).toBe(
      `It pays ${text}\u00a0${unit}, <em>always</em>.`,
    );
    expect(await noteOf('{finding:pairwise-loss.lossAtZero bare}')).toBe(text);
  });

  test('that quotes what nobody has found stops the build', async () => {
    await expect(noteOf('{finding:pairwise-loss.gone}')).rejects.toThrow(/gone/);
  });
});

describe('what does not resolve stops the build', () => {
  const page = pageOf('part-1/reward-model');
  test.each([
    ['a figure that is gone', { show: ['fig-gone'] }, /no Equation or Lab "fig-gone"/],
    ['a question that is gone', { question: 'q-gone' }, /no Quiz "q-gone"/],
    ['notes of a slide that is gone', { notes: { 'fig-gone': 'x' } }, /no slide "fig-gone"/],
    ['settings of a figure that is not shown', { settings: { 'fig-gone': {} } }, /no slide "fig-gone"/],
    ['a parameter that is gone', { settings: { 'fig-votes': { gone: 1 } } }, /preference-votes.gone = 1/],
    ['a value that is not legal', { settings: { 'fig-votes': { annotators: -1 } } }, /annotators = -1/],
    ['a run that nobody recorded', { settings: { 'fig-rm-training': { noise: 0.05 } } }, /is recorded/],
  ])('%s', async (_, file, message) => {
    await expect(deckOf(page, file)).rejects.toThrow(message);
  });
  test('a figure that starts from a model, which a first build has still to train', async () => {
    const { needs } = await loadExperiment('ask-the-model');
    expect(needs).not.toHaveLength(0);
    await expect(shownAs('ask-the-model', { drug: 'lithium', egfr: 61 })).rejects.toThrow(/is recorded/);
  });
  test('settings of an instant figure are computed, and change its picture', async () => {
    const pictureOf = async (annotators: number) => {
      const { slides } = await deckOf(page, {
        show: ['fig-votes'],
        settings: { 'fig-votes': { annotators } },
      });
      const slide = slides.find(({ key }) => key === 'fig-votes');
      return slide?.kind === 'figure' ? slide.picture : '';
    };
    expect(await pictureOf(200)).not.toBe(await pictureOf(1));
  });
  test('a figure that is shown again has settings and a title of its own, and leads to the same place', async () => {
    const again = 'fig-votes@many';
    const { slides } = await deckOf(page, {
      show: ['fig-votes', again],
      settings: { [again]: { annotators: 200 } },
      titles: { [again]: 'With many votes' },
    });
    const slide = slides.find(({ key }) => key === again)!;
    expect(slide.title).toBe('With many votes');
    expect(placeOf(slide, page.slug)).toMatch(
      /\/part-1\/reward-model\/\?preference-votes\.annotators=200#fig-votes$/,
    );
  });
});
