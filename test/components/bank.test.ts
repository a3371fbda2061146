/** The question bank holds what the pages hold, resolved, in files that Moodle and a spreadsheet can read. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bank, rightOf, type Item } from '../../components/bank/items.ts';
import { moodleXml } from '../../components/bank/moodle.ts';
import { paragraphOf } from '../../components/bank/piece.ts';
import { COLUMNS, csvOfBank, MARK } from '../../components/bank/table.ts';
import { htmlOf, plainOf } from '../../components/bank/writing.ts';
import { finding } from '../../components/figure/finding.ts';
import { coursePages } from '../../components/text/coursePages.ts';
import { readPage } from '../../src/plugins/pages.ts';
import { faultsIn, parseXml, textIn } from './moodle.ts';
import { readCsv } from './readCsv.ts';

const ROOT = 'https://example.org/course/';
const about = { title: 'LLM Training & Alignment', licence: 'CC BY 4.0', root: ROOT };
const pages = await bank;
const items = pages.flatMap((each) => each.items);
const ofKind = <K extends Item['kind']>(kind: K) =>
  items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind);

describe('items', () => {
  test('are those that the sources of the pages hold', () => {
    const written = coursePages.map(({ slug }) => readFileSync(`content/${slug}.mdx`, 'utf8'));
    const count = (tag: string) => written.reduce((sum, source) => sum + source.split(`<${tag}\n`).length + source.split(`<${tag} `).length - 2, 0); // prettier-ignore
    expect(ofKind('question')).toHaveLength(count('Quiz'));
    expect(ofKind('exercise')).toHaveLength(count('Exercise'));
    expect(items.length).toBeGreaterThanOrEqual(150);
  });

  test('have ids of their own, and the numbers that their pages give them', () => {
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    for (const { id, label, page } of items)
      expect(readPage(page.slug, 'content')?.targets.get(id)?.label, id).toBe(label);
  });

  test('have one right choice, and an explanation of each', () => {
    for (const question of ofKind('question')) {
      expect(
        question.choices.filter((choice) => choice === rightOf(question)),
        question.id,
      ).toHaveLength(1);
      for (const { text, why } of question.choices) {
        expect(plainOf(text, ROOT).length, question.id).toBeGreaterThan(1);
        expect(plainOf(why, ROOT).length, question.id).toBeGreaterThan(10);
      }
    }
  });

  test('have the numbers of findings as the page prints them, references and settings as links', async () => {
    const exercise = (id: string) => ofKind('exercise').find((each) => each.id === id)!;
    const fooled = exercise('ex-fooled').asks.map((each) => plainOf(each, ROOT)).join(' '); // prettier-ignore
    const { text, unit } = await finding('reward-model.goldOfRight');
    expect(fooled).toContain(`gold reward of ${text}${unit && ` ${unit}`}, the needless`);
    const tenth = exercise('ex-tenth').asks.map((each) => htmlOf(each, ROOT)).join(''); // prettier-ignore
    expect(tenth).toContain(`<a href="${ROOT}part-1/reward-model/#eq-loss">equation 7.`);
    expect(tenth).toContain('\\(\\sigma(-\\Delta)=\\tfrac1{10}\\)');
    expect(htmlOf(exercise('ex-stem').asks[0]!, ROOT)).toContain('/?bpe.testText=trandolapril#fig-bpe');
    expect(plainOf(exercise('ex-better').solution, ROOT)).toMatch(/Ten passes reach [\d.−]+;/);
  });
});

test('the notation of short texts becomes HTML that is safe, and plain text', () => {
  const pieces = paragraphOf('If $a<b$, *never* `<b>` & "c"');
  expect(htmlOf(pieces, '')).toBe(
    'If \\(a&#60;b\\), <em>never</em> <code>&#60;b&#62;</code> &#38; &#34;c&#34;',
  );
  expect(plainOf(pieces, '')).toBe('If \\(a<b\\), never <b> & "c"');
});

describe('Moodle XML', () => {
  const xml = moodleXml(pages, about);

  test('keeps the rules of the format', () => {
    expect(faultsIn(xml)).toEqual([]);
  });

  test('holds every item under the category of its page, with its feedback', () => {
    const document = parseXml(xml);
    const types = [...document.querySelectorAll('question')].map((each) => each.getAttribute('type'));
    expect(types.filter((type) => type === 'category')).toHaveLength(pages.length);
    expect(types.filter((type) => type === 'multichoice')).toHaveLength(ofKind('question').length);
    expect(types.filter((type) => type === 'essay')).toHaveLength(ofKind('exercise').length);
    const category = document.querySelector('category > text')!.textContent;
    expect(category).toBe('$course$/LLM Training & Alignment/01 Why several stages');
    const safe = [...document.querySelectorAll('question')].find((each) => textIn(each, 'name').endsWith(': q-safe'))!; // prettier-ignore
    const right = safe.querySelector('answer[fraction="100"]')!;
    expect(textIn(right, 'feedback')).toBe(
      '<p>A very large β keeps the policy at the reference, mistakes included.</p>',
    );
  });

  const few = moodleXml(pages.slice(0, 1), about);

  test.each([
    ['a tag that is not closed', few.replace('</quiz>', '')],
    ['a line before the declaration', `\n${few}`],
    ['an ampersand of its own', few.replace('&#38;', '&')],
    ['a type that Moodle does not know', few.replace('type="essay"', 'type="open"')],
    ['two right answers', few.replace('fraction="0"', 'fraction="100"')],
    ['another format', few.replace('<questiontext format="html">', '<questiontext format="markdown">')],
    ['a name twice', few.replace(/question 1\.2: q-[\w-]+/, 'question 1.1: q-which-stage')],
    ['a finding that was not resolved', few.replace('<![CDATA[<p>', '<![CDATA[<p>&#60;Finding of=')],
    ['a number that is none', few.replace('<![CDATA[<p>', '<![CDATA[<p>NaN')],
    ['a formula in dollars', few.replace('<![CDATA[<p>', '<![CDATA[<p>$a$')],
    ['a link inside the site', few.replace(`href="${ROOT}`, 'href="/course/')],
    ['an ID number that is too long', few.replace(/<idnumber>/, `<idnumber>${'x'.repeat(100)}`)],
    ['feedback that is missing', few.replace(/<feedback .*?<\/feedback>/, '')],
  ])('a test of the rules notices %s', (_, broken) => {
    expect(broken).not.toBe(few);
    expect(faultsIn(broken)).not.toEqual([]);
  });
});

describe('the table', () => {
  const csv = csvOfBank(pages, about);
  const [head, ...rows] = readCsv(csv.slice(MARK.length));

  test('is CSV after RFC 4180: lines end with CR and LF, and all have the same number of cells', () => {
    expect(csv.startsWith(MARK)).toBe(true);
    expect(head).toEqual(COLUMNS);
    expect(rows).toHaveLength(items.length);
    for (const row of rows) expect(row, row[0]).toHaveLength(COLUMNS.length);
  });

  test('says of every question which choice is right, and of every exercise how it is solved', () => {
    const at = (row: readonly string[], column: (typeof COLUMNS)[number]) => row[COLUMNS.indexOf(column)]!;
    for (const row of rows) {
      expect(at(row, 'address')).toMatch(new RegExp(`^${ROOT}[\\w/-]+/#${at(row, 'id')}$`));
      expect(at(row, 'text'), row[0]).not.toBe('');
      expect(row.join('')).not.toMatch(/NaN|undefined|<Finding|\$[^$]+\$/);
      if (at(row, 'type') === 'exercise') {
        for (const column of ['goal', 'figure', 'hint', 'solution'] as const)
          expect(at(row, column)).not.toBe('');
        continue;
      }
      const letter = at(row, 'right');
      const chosen = at(row, `choice ${letter as 'A'}`);
      const question = ofKind('question').find(({ id }) => id === at(row, 'id'))!;
      expect(chosen.replace(/^'/, '')).toBe(plainOf(rightOf(question).text, ROOT));
    }
  });

  test('has no cell that a spreadsheet takes for a formula', () => {
    for (const row of [head!, ...rows]) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    const question = ofKind('question')[0]!;
    const planted = { ...question, choices: question.choices.map((choice) => ({ ...choice, text: paragraphOf('=HYPERLINK("x")') })) }; // prettier-ignore
    const [, row] = readCsv(csvOfBank([{ page: question.page, items: [planted] }], about).slice(MARK.length));
    expect(row![COLUMNS.indexOf('choice A')]).toBe(`'=HYPERLINK("x")`);
  });
});
