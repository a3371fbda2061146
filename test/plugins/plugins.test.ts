/** The Markdown plugins, run as the site runs them: numbers, references, citations, and what stops the build. */
import { existsSync, globSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '@mdx-js/mdx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VFile } from 'vfile';
import { pluginsFor } from '../../src/plugins/markdown.ts';

const content = mkdtempSync(join(tmpdir(), 'content-'));
const bibliography = [
  entry('wilson1927', 'Wilson', 'Edwin B.', 1927),
  entry('bradley1952', 'Bradley', 'Ralph Allan', 1952),
];

function entry(id: string, family: string, given: string, year: number): object {
  return { id, type: 'book', title: 'T', author: [{ family, given }], issued: { 'date-parts': [[year]] } };
}

beforeAll(() => {
  mkdirSync(join(content, 'part-1'));
  writeFileSync(join(content, 'bibliography.json'), JSON.stringify(bibliography));
  const page = (title: string, chapter: string) =>
    `---\ntitle: ${title}\n${chapter}---\n\n## Masking {/* #sec-mask */}\n\n<Lab id="fig-mask" experiment="mask" />\n`;
  writeFileSync(join(content, 'part-1/sft.mdx'), page('Fine-tuning', 'chapter: 6\n'));
  writeFileSync(join(content, 'cases.mdx'), page('Cases', ''));
});
afterAll(() => rmSync(content, { recursive: true }));

/** The compiled module of a page of chapter 7, or of no chapter. */
async function page(source: string, chapter: number | null = 7): Promise<string> {
  const file = new VFile({ path: join(content, 'part-1/reward-model.mdx'), value: source });
  file.data = { astro: { frontmatter: { title: 'The reward model', chapter } } };
  return String(await compile(file, { jsx: true, ...pluginsFor(content) }));
}

describe('headings', () => {
  test('take their id from the comment and, in a chapter, a number', async () => {
    const code = await page('## From labels to odds {/* #sec-odds */}\n\n### Smaller {/* #sec-small */}');
    expect(code).toContain('id="sec-odds" data-number="7.1">{"From labels to odds"}');
    expect(code).toContain('id="sec-small">{"Smaller"}');
    expect(await page('## Odds {/* #sec-odds */}', null)).not.toContain('data-number');
  });

  test.each([
    ['no id', '\n## Odds', /reward-model\.mdx:2: the heading "Odds" has no id/],
    ['an id of another form', '## Odds {/* #odds */}', /:1: the heading id "odds" is not of the form/],
    ['maths', '## The loss $x$ {/* #sec-loss */}', /:1: the heading "The loss x" holds mathematics/],
    ['depth 1', '# Odds {/* #sec-odds */}', /begin at ##/],
    ['an id twice', '## A {/* #sec-a */}\n\n## B {/* #sec-a */}', /:3: the id "sec-a" is already taken/],
  ])('stop the build with %s', async (_, source, message) => {
    await expect(page(source)).rejects.toThrow(message);
  });
});

describe('numbers and references', () => {
  const source = [
    '## One {/* #sec-one */}',
    '<Equation id="eq-a" tex="x" label="x" />',
    '<Beside>\n\nLead.\n\n<Lab id="fig-a" experiment="pairs" />\n\n<Quiz id="q-a" choices={[]} />\n\n</Beside>',
    '<Equation id="eq-b" tex="y" label="y" />',
  ].join('\n\n');

  test('run by kind, in order of appearance, through nested components', async () => {
    const code = await page(source);
    for (const [id, number] of [
      ['eq-a', '7.1'],
      ['eq-b', '7.2'],
      ['fig-a', '7.1'],
      ['q-a', '7.1'],
    ]) {
      expect(code).toMatch(new RegExp(`id="${id}"[^>]* number="${number}"`));
    }
    expect(await page(source, null)).toMatch(/id="eq-b"[^>]* number="2"/);
  });

  test('say what they point to, on this page and on others', async () => {
    const refs =
      '<Ref to="eq-b" /> <Ref to="sec-one" /> <Ref to="fig-mask" page="part-1/sft" /> <Ref to="fig-mask" page="cases" />';
    const code = await page(`${source}\n\nSee ${refs}`);
    expect(code).toContain('href="#eq-b" label="equation 7.2"');
    expect(code).toContain('href="#sec-one" label="section 7.1"');
    expect(code).toContain('href="part-1/sft/#fig-mask" label="Figure 6.1"');
    expect(code).toContain('href="cases/#fig-mask" label="Figure 1 of “Cases”"');
  });

  test('give an exercise the label of its figure, and a phrase the one figure of its experiment', async () => {
    const code = await page(
      `${source}\n\n<Exercise id="ex-a" goal="pairs.most" figure="fig-a" />\n\nSet <Value of="pairs.noise" is={0.1} />.`,
    );
    expect(code).toMatch(/<Exercise [^>]*figureLabel="Figure 7\.1"/);
    expect(code).toMatch(/<Value [^>]*figure="fig-a"/);
  });

  test.each([
    [
      'an unknown target',
      '<Ref to="eq-z" />',
      /<Ref to="eq-z">: no such id on this page; there are sec-one, eq-a, fig-a/,
    ],
    [
      'an unknown page',
      '<Ref to="eq-z" page="part-9/x" />',
      /no page "part-9\/x"; there are cases, part-1\/sft/,
    ],
    [
      'an id of the wrong kind',
      '<Table id="fig-t" caption="" />',
      /<Table> has the id "fig-t".*"tab-some-words"/,
    ],
    ['a missing id', '<Lab experiment="pairs" />', /<Lab> has the id ""/],
    ['an unknown figure', '<Exercise id="ex-a" figure="fig-z" />', /figure="fig-z">: no such id/],
    ['a phrase without figure', '<Value of="other.noise" is={1} />', /no figure on this page runs "other"/],
  ])('stop the build with %s', async (_, bad, message) => {
    await expect(page(`${source}\n\n${bad}`)).rejects.toThrow(message);
  });
});

describe('citations', () => {
  test('give each its entry and the page its list, by author', async () => {
    const code = await page(
      'A <Cite key="wilson1927" />, b <Cite key="bradley1952" />, c <Cite key="wilson1927" />.\n\n<References />',
    );
    expect(code).not.toContain('key="wilson1927"');
    expect(code.match(/first="true"/g)).toHaveLength(2);
    const list = code.slice(code.indexOf('<References'));
    expect(list.indexOf('bradley1952')).toBeLessThan(list.indexOf('wilson1927'));
    expect(list.match(/wilson1927/g)).toHaveLength(1);
  });

  test.each([
    [
      'an unknown key',
      'A <Cite key="nobody1900" />.\n\n<References />',
      /no such entry; there are wilson1927, bradley1952/,
    ],
    ['no list', 'A <Cite key="wilson1927" />.', /needs <References \/>/],
    ['two lists', '<References />\n\n<References />', /:3: a page has one <References \/>/],
  ])('stop the build with %s', async (_, source, message) => {
    await expect(page(source)).rejects.toThrow(message);
  });
});

describe('text beside a figure', () => {
  test('is sorted into lead, figure and rest', async () => {
    const code = await page(
      '<Beside>\n\nBefore.\n\n<Lab id="fig-a" experiment="pairs" />\n\nAfter.\n\n</Beside>',
    );
    expect(code).toMatch(
      /<Fragment slot="lead">[^]*Before[^]*<Lab [^>]*slot="figure"[^]*<Fragment slot="rest">[^]*After/,
    );
  });

  test.each([
    ['none', '<Beside>\n\nText.\n\n</Beside>', /<Beside> has no figure/],
    ['two', '<Beside>\n\n<Lab id="fig-a" />\n\n<Lab id="fig-b" />\n\n</Beside>', /second figure/],
  ])('needs one figure: %s stops the build', async (_, source, message) => {
    await expect(page(source)).rejects.toThrow(message);
  });
});

test('quizzes that follow each other stand in one group, and only those', async () => {
  const quiz = (id: string) => `<Quiz id="${id}" question="?" choices={[]} />`;
  const code = await page([quiz('q-a'), quiz('q-b'), 'Text.', quiz('q-c')].join('\n\n'));
  const groups = code.split('class="quizzes"').slice(1);
  expect(groups.map((group) => group.match(/q-\w/g)!.join(' '))).toEqual(['q-a q-b', 'q-c']);
});

describe('mathematics', () => {
  test('is set at build', async () => {
    expect(await page('The score $s_c$.')).toContain('className="katex"');
  });

  test.each([
    ['an unknown command', '\n\nThe $\\nonsense{x}$.', /reward-model\.mdx:3: .*\\nonsense/],
    ['what is legal only by mercy', 'The $x \\\\ y$ and $é$.', /:1: /],
  ])('stops the build with %s', async (_, source, message) => {
    await expect(page(source)).rejects.toThrow(message);
  });
});

describe('components', () => {
  test('are imported where a page uses them, each once, and only there', async () => {
    const code = await page('A <Finding of="a.b" /> and <Finding of="a.c" />.\n\n<Note>N</Note>');
    const imports = [...code.matchAll(/^import (\w+) from "([^"]+)"/gm)];
    expect(imports.map(([, name]) => name)).toEqual(['Finding', 'Note']);
    for (const [, , path] of imports) expect(existsSync(join(content, 'part-1', path!)), path).toBe(true);
  });

  test('are not Fragment, and not elements of HTML', async () => {
    expect(await page('<Fragment slot="a">x</Fragment> <b>y</b>')).not.toContain('import ');
  });

  test('that nobody wrote stop the build', async () => {
    await expect(page('Text.\n\n<Findings of="a.b" />')).rejects.toThrow(
      /reward-model\.mdx:3: <Findings>: no such component; there are .*Finding, /,
    );
  });

  test('are never imported by hand', () => {
    for (const path of globSync('content/**/*.mdx'))
      expect(readFileSync(path, 'utf8'), path).not.toMatch(/^import .*components\//m);
  });
});
