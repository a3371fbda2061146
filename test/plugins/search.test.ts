/** What the search counts as found, and what of a page it is given to read. */
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { besideTheKeyboard } from '../../src/integrations/sectionLinks.ts';
import { withoutDoubles } from '../../src/integrations/searchText.ts';
import { asked, sectionsFound, type ReadPage } from '../../src/layouts/sectionsFound.ts';

const page = (title: string, sections: readonly (readonly [id: string, text: string])[]): ReadPage => {
  const words: string[] = [];
  const anchors = sections.map(([id, text]) => {
    const location = words.length;
    words.push(...text.split(' '));
    return { element: 'h2', id, text: text.split('.')[0]!, location };
  });
  return { url: `/${title}/`, meta: { title }, content: words.join(' '), anchors };
};
const pages = [
  page('Elo', [
    ['sec-k', 'The factor K. With K of 16 ratings move slowly; a reward has no K.'],
    ['sec-games', 'Games. A model that hacks its reward wins many of them.'],
  ]),
  page('Lab', [['sec-try', 'What to try. Watch reward hacking: the model’s rewards rise.']]),
];
const found = (question: string) => sectionsFound(pages, asked(question)).map(({ url }) => url);

describe('a section is found', () => {
  test('if every word that was asked begins one of its words', () => {
    expect(found('reward')).toEqual(['/Elo/#sec-k', '/Lab/#sec-try', '/Elo/#sec-games']);
    expect(found('rewards')).toHaveLength(3);
    expect(found('reward hack')).toEqual(['/Lab/#sec-try', '/Elo/#sec-games']);
    expect(found('factor')).toEqual(['/Elo/#sec-k']);
  });

  test('by no beginning of what was asked', () => {
    for (const question of ['Kullback', 'rewarding', 'hacksaw', 'reward syllabus', '', '…'])
      expect(found(question), question).toEqual([]);
  });

  test('with its words, and those that match', () => {
    const [{ page: name, title, excerpt }] = sectionsFound(pages, asked('hacking')) as [
      ReturnType<typeof sectionsFound>[number],
    ];
    expect([name, title]).toEqual(['Lab', 'What to try']);
    expect(excerpt.filter(({ found: is }) => is).map(({ word }) => word)).toEqual(['hacking:']);
  });
});

test('words are asked for without case, accents and signs', () => {
  expect(asked('Kullback–Leibler, Élo?')).toEqual(['kullback', 'leibler', 'elo']);
});

describe('the search reads', () => {
  test('of a formula neither the glyphs nor the structure, but the source', () => {
    const html = withoutDoubles(katex.renderToString('\\tfrac12'));
    const read = html
      .replace(/<span class="katex-html" data-pagefind-ignore[\s\S]*$/, '')
      .replace(/<mrow data-pagefind-ignore>[\s\S]*<\/mrow>/, '');
    expect(html).not.toBe(read);
    expect(read.replace(/<[^>]*>/g, '')).toBe('\\tfrac12');
  });

  test('of an equation its words', () => {
    expect(
      withoutDoubles('<div class="tex" role="math" aria-label="half"><div class="wide-only">½</div></div>'),
    ).toBe(
      '<div class="tex" role="math" data-pagefind-index-attrs="aria-label" aria-label="half"><div class="wide-only" data-pagefind-ignore>½</div></div>',
    );
  });

  test('neither pictures nor notes of citations, and cells one by one', () => {
    expect(withoutDoubles('<div class="picture" data-picture><span class="note again" role="note">')).toBe(
      '<div class="picture" data-picture data-pagefind-ignore><span class="note again" role="note" data-pagefind-ignore>',
    );
    expect(withoutDoubles('<th>accuracy</th><th>safety</th>')).toBe('<th>accuracy</th> <th>safety</th> ');
  });
});

test('the sign beside a heading is no stop of the keyboard', () => {
  expect(besideTheKeyboard('<a class="sl-anchor-link" href="#sec-a">')).toBe(
    '<a class="sl-anchor-link" tabindex="-1" href="#sec-a">',
  );
});
