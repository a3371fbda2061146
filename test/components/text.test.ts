/** What the text components stand on: citations, short texts, lines of code, progress, and the exercise's needle. */
import { readFileSync, globSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describe as describeEntry, shortName, type CslEntry } from '../../components/text/citation.ts';
import { boundOf } from '../../components/text/goal.ts';
import { inline } from '../../components/text/inline.ts';
import { keepProgress, readProgress } from '../../components/text/progress.ts';
import { outsideNumbers } from '../../components/text/outside.ts';
import { unreproduced } from '../../components/text/unreproduced.ts';
import { sourceOf } from '../../components/text/sourceCode.ts';
import type { Goal } from '../../sim/words.ts';

const bibliography = JSON.parse(readFileSync('content/bibliography.json', 'utf8')) as CslEntry[];
const keys = bibliography.map(({ id }) => id);
const TYPES = ['article', 'article-journal', 'book', 'chapter', 'paper-conference', 'webpage'];

describe('numbers from outside', () => {
  const ids = outsideNumbers.map(({ id }) => id);

  test('have each name once, in order', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test.each(outsideNumbers.map((entry) => [entry.id, entry] as const))(
    '%s says where it is from',
    (_, entry) => {
      if (!/^https:\/\//.test(entry.source)) expect(keys).toContain(entry.source);
      expect(entry.says).toMatch(/\S{3}/);
      expect(entry.place).toMatch(/\S{3}/);
      expect(entry.read).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
      // Code changes: a number out of a repository names the commit.
      if (entry.source.startsWith('https://github.com/'))
        expect(entry.source).toMatch(/\/blob\/[0-9a-f]{40}\/\S+$/);
    },
  );

  test('are printed somewhere', () => {
    const text = globSync('content/**/*.mdx').map((file) => readFileSync(file, 'utf8'));
    const inErrata = unreproduced.flatMap(({ printed, here }) => [
      ...printed,
      ...here.map(([, value]) => value),
    ]);
    const printed = new Set([
      ...inErrata,
      ...text.flatMap((each) => each.match(/(?<=<Outside of=")[^"]+/g) ?? []),
    ]);
    expect(ids.filter((id) => !printed.has(id))).toEqual([]);
  });
});

describe('folded text', () => {
  const folded = globSync('content/**/*.mdx').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/<Further[\s\S]*?<\/Further>/g)].map(([text]) => ({
      file,
      text,
    })),
  );

  // A browser that follows a link need not open what is folded.
  test('holds nothing that a link leads to', () => {
    expect(folded).not.toHaveLength(0);
    for (const { file, text } of folded) expect(text, file).not.toMatch(/\sid="|\{\/\* #/);
  });
});

describe('the bibliography', () => {
  test('has each key once, in order, named by author and year', () => {
    expect(keys).toEqual([...new Set(keys)].sort());
    for (const entry of bibliography) {
      const family = entry.author[0]!.family.normalize('NFD')
        .toLowerCase()
        .replace(/[^a-z]/g, '');
      // A second work of one year has a letter behind it.
      expect(entry.id.replace(/(?<=\d)[b-z]$/, '')).toBe(`${family}${entry.issued['date-parts'][0]![0]}`);
    }
  });

  const has = (...types: string[]) => bibliography.filter(({ type }) => types.includes(type));
  const FIELDS =
    'id type title author others issued container-title publisher volume issue page DOI number URL ISBN unnumbered later';

  test('leads to every work, and names a book that no link leads to', () => {
    for (const entry of has('article', 'article-journal', 'paper-conference', 'book')) {
      const { links, isbn } = describeEntry(entry);
      if (entry.type === 'book' && links.length === 0) expect(isbn, entry.id).toMatch(/^ISBN \d/);
      else expect(links[0]?.href, entry.id).toMatch(/^https:\/\/(doi\.org\/10\.|arxiv\.org\/abs\/\d{4}\.)/);
    }
    for (const entry of has('webpage')) {
      expect(
        describeEntry(entry).links.map(({ href }) => href),
        entry.id,
      ).toEqual([expect.stringMatching(/^https?:\/\/\S+$/)]);
    }
    expect(
      bibliography.map(({ type }) => type).filter((type) => !TYPES.includes(type)),
      'types with no rule here',
    ).toEqual([]);
  });

  test('has a DOI or an arXiv identifier for every work, or says what it is instead', () => {
    for (const { id, DOI, number, unnumbered } of bibliography)
      expect(unnumbered !== undefined, id).toBe(DOI === undefined && number === undefined);
  });

  test('has identifiers of the right form, each once', () => {
    for (const { id, DOI, number } of bibliography) {
      if (DOI !== undefined) expect(DOI, id).toMatch(/^10\.\d{4,9}\/\S+$/);
      if (number !== undefined) expect(number, id).toMatch(/^\d{2}(0[1-9]|1[0-2])\.\d{4,5}$/);
    }
    const identifiers = bibliography.flatMap(({ DOI, number, URL }) => [DOI, number, URL]).filter(Boolean);
    expect(identifiers.filter((each, i) => identifiers.indexOf(each) !== i)).toEqual([]);
    const titles = bibliography.map(({ title }) => title.toLowerCase());
    expect(titles.filter((each, i) => titles.indexOf(each) !== i)).toEqual([]);
  });

  test('has no field that no rule reads, and pages and digits that can be', () => {
    for (const entry of bibliography) {
      const known = FIELDS.split(' ');
      expect(Object.keys(entry).filter((field) => !known.includes(field)), entry.id).toEqual([]); // prettier-ignore
      for (const { page, volume } of [entry, entry.later ?? {}]) {
        if (volume !== undefined) expect(volume, entry.id).toMatch(/^\d+$/);
        if (page === undefined) continue;
        expect(page, entry.id).toMatch(/^[Se]?\d+(-S?\d+)?$/);
        const [first, last = first] = page.match(/\d+/g)!.map(Number);
        expect(last, entry.id).toBeGreaterThanOrEqual(first!);
      }
      if (entry.ISBN === undefined) continue;
      const digits = entry.ISBN.match(/\d/g)!.map(Number);
      expect(digits, entry.id).toHaveLength(13);
      expect(digits.reduce((sum, digit, i) => sum + digit * (i % 2 ? 3 : 1), 0) % 10, entry.id).toBe(0);
    }
  });

  test('says of a preprint where it appeared later, and only of a preprint', () => {
    expect(bibliography.filter(({ later }) => later)).not.toHaveLength(0);
    for (const { id, type, issued, later, DOI } of bibliography) {
      if (later === undefined) continue;
      expect(type, id).toBe('article');
      expect(DOI, id).toBeUndefined();
      expect([0, 1, 2, 3], id).toContain(later.year - issued['date-parts'][0]![0]!);
      expect(later['container-title'], id).toMatch(/\S{3}/);
      if (later.DOI !== undefined) expect(later.DOI, id).toMatch(/^10\.\d{4,9}\/\S+$/);
    }
  });

  test('gives a venue one spelling, and each year of it its number', () => {
    const appeared = bibliography.flatMap(({ id, issued, later, ...entry }) => [
      { id, venue: entry['container-title'], volume: entry.volume, DOI: entry.DOI, year: issued['date-parts'][0]![0]! }, // prettier-ignore
      ...(later ? [{ ...later, id, venue: later['container-title'] }] : []),
    ]);
    const spelled = new Map<string, string>();
    for (const { id, venue = '', volume, DOI = '', year } of appeared) {
      const plain = venue.toLowerCase().replace(/[^a-z0-9]/g, '');
      expect(venue, id).toBe(spelled.get(plain) ?? venue);
      spelled.set(plain, venue);
      // NeurIPS 30 was that of 2017; the 34th ICML that of 2017 as well.
      if (venue.startsWith('Advances in Neural')) expect(volume, id).toBe(String(year - 1987));
      const icml = /^Proceedings of the (\d+)\w\w International Conference on Machine Learning$/.exec(venue);
      if (icml) expect(Number(icml[1]), id).toBe(year - 1983);
      else expect(venue, id).not.toMatch(/International Conference on Machine Learning/);
      const acl = /^10\.18653\/v1\/(20\d\d)\./.exec(DOI);
      if (acl) expect(Number(acl[1]), id).toBe(year);
    }
  });

  test('dates a preprint by its identifier, and a paper at a venue no more than two years later', () => {
    for (const { id, type, number, issued, ...entry } of bibliography) {
      if (number === undefined) continue;
      const after = issued['date-parts'][0]![0]! - (2000 + Number(number.slice(0, 2)));
      if (type === 'article') expect(after, id).toBe(0);
      else expect([0, 1, 2], id).toContain(after);
      expect(entry['container-title'] === 'arXiv preprint', id).toBe(type === 'article');
    }
  });

  test('says of every work where it appeared and of every author who it is', () => {
    for (const entry of bibliography) {
      expect(describeEntry(entry).container, entry.id).toMatch(/\S{3}/);
      if (/^article-journal$/.test(entry.type) && entry.volume !== undefined)
        expect(entry.page ?? entry.number, entry.id).toMatch(/\S/);
      const names = entry.author.map(({ family, given = '' }) => `${family} ${given}`.normalize('NFD'));
      const plain = names.map((name) => name.replace(/\p{M}/gu, ''));
      // Two of the authors of yue2025 have one name.
      if (entry.id !== 'yue2025') expect(new Set(plain).size, entry.id).toBe(plain.length);
      // Organisations have one name; a person who is cited needs a given name as well.
      for (const { family, given } of entry.author)
        if (!/OpenAI|DeepSeek|KDIGO|EMA|FDA|ISMP|Moodle|WHO/.test(family))
          expect(given, `${entry.id}: ${family}`).toMatch(/^\p{Lu}/u);
    }
  });

  test('has no work that nothing cites', () => {
    const text = globSync('{content,sim,components,src}/**/*.{mdx,ts,tsx,astro,json}')
      .filter((file) => file !== 'content/bibliography.json')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const written = new Set(text.match(/\b[a-z]+\d{4}[b-z]?\b/g));
    expect(keys.filter((key) => !written.has(key))).toEqual([]);
  });

  test('is where papers are cited: no chapter links to arXiv or a DOI by hand', () => {
    for (const file of globSync('content/**/*.mdx'))
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/\]\(https?:\/\/(arxiv\.org|(dx\.)?doi\.org)\//);
  });

  test('holds every work that the code cites', () => {
    const cited = globSync('{sim,components,src}/**/*.{ts,tsx}').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\[@([a-z]+\d{4})\]|\bcite: '([^']+)'/g)].map(
        ([, a, b]) => a ?? b!,
      ),
    );
    expect(cited).not.toHaveLength(0);
    expect(cited.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('is written with one author, two, and many', () => {
    const by = (key: string) => bibliography.find(({ id }) => id === key)!;
    expect(['wilson1927', 'bradley1952', 'ouyang2022'].map((key) => shortName(by(key)))).toEqual([
      'Wilson',
      'Bradley and Terry',
      'Ouyang et al.',
    ]);
    expect(describeEntry(by('bradley1952'))).toMatchObject({
      authors: 'Bradley, R. A. and Terry, M. E.',
      year: '1952',
      locator: ' 39, 324–345',
      links: [{ href: 'https://doi.org/10.2307/2334029', identifier: 'doi:10.2307/2334029' }],
    });
    expect(describeEntry(by('ouyang2022')).authors).toBe('Ouyang, L., Wu, J., Jiang, X., et al.');
    // A list that stops is not printed as a whole, however short it is.
    const cut = { ...by('bradley1952'), others: true } as const;
    expect([shortName(cut), describeEntry(cut).authors]).toEqual([
      'Bradley et al.',
      'Bradley, R. A., Terry, M. E., et al.',
    ]);
  });
});

describe('a short text', () => {
  test('sets maths, emphasis and code, and escapes the rest', () => {
    expect(inline('a *b* `<c>` & $\\Delta$')).toMatch(
      /^a <em>b<\/em> <code>&#60;c&#62;<\/code> &#38; <span class="katex">/,
    );
    expect(inline('five $ and no maths')).toBe('five $ and no maths');
  });

  test('stops the build at bad maths', () => {
    expect(() => inline('$\\nonsense$')).toThrow(/nonsense/);
  });
});

describe('lines of code', () => {
  test('are one export with the comment that touches it, from any file of ours', () => {
    for (const file of globSync('sim/**/*.ts')) {
      const source = readFileSync(file, 'utf8');
      for (const [, name] of source.matchAll(
        /^export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm,
      )) {
        const lines = sourceOf(file, name);
        expect(source).toContain(lines);
        expect(lines.match(/^export /gm), `${name} of ${file}`).toHaveLength(1);
        expect(lines).toMatch(/[;}]$/);
      }
    }
  });

  test('fail with the names that there are', () => {
    expect(() => sourceOf('sim/stages/pairwiseLoss.ts', 'nothing')).toThrow(
      /no "nothing"; it exports .*pairLoss/,
    );
  });
});

describe('progress', () => {
  const stored = new Map<string, string>();
  beforeEach(() => {
    stored.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  test('is kept beside what was kept before', () => {
    keepProgress('q-a', '1');
    keepProgress('ex-a', 'solved');
    expect(readProgress()).toEqual({ 'q-a': '1', 'ex-a': 'solved' });
    expect(stored.size).toBe(1);
  });

  test.each(['not JSON', '[1]', 'null', '{"q-a":3,"q-b":"2"}'])('survives foreign contents: %s', (text) => {
    stored.set('course-progress', text);
    expect(Object.values(readProgress()).every((value) => typeof value === 'string')).toBe(true);
  });

  test('stays in memory where storage is forbidden', () => {
    const forbid = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: forbid, setItem: forbid });
    keepProgress('q-z', '2');
    expect(readProgress()).toMatchObject({ 'q-z': '2' });
  });
});

test.each([
  [[0, 0.25], [0, 1], 2, 'at most 0.25'],
  [[0.9, 1], [0, 1], 1, 'at least 0.9'],
  [[0.2, 0.3], [0, 1], 1, '0.2 to 0.3'],
  [[0.999, 1.001], [0, 2], 0, '1'],
  [[-1.01, -0.99], [-2, 2], 1, '−1.0'],
] as const)('a goal of %j on %j with %d decimals reads “%s”', (target, scale, digits, says) => {
  expect(boundOf({ target, scale, digits } as unknown as Goal)).toBe(says);
});

describe('an exercise', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  async function exercise() {
    const { window } =
      new JSDOM(`<section class="exercise" data-progress="ex-needle" data-experiment="pairs" data-goal="most"
      data-digits="2" data-low="0" data-high="2" data-unit="nats" data-says="at most 0.50"
      data-wrong='[{"settings":{"noise":0.3,"seed":7},"because":"It learns each label by heart."}]'>
      <span class="done" hidden></span><span class="needle" hidden></span><p class="state">Goal</p></section>`);
    vi.stubGlobal('document', window.document);
    const { wireExercises } = await import('../../components/text/exercises.client.ts');
    wireExercises();
    const at = (selector: string) => window.document.querySelector<HTMLElement>(selector)!;
    const finish = (experiment: string, goal: object, settings: object = { noise: 0, seed: 7 }) =>
      window.document.dispatchEvent(
        new window.CustomEvent('lab:result', { detail: { experiment, settings, goals: { most: goal } } }),
      );
    return { at, finish };
  }

  test('follows the finished runs of its figure, in words and with a needle', async () => {
    const { at, finish } = await exercise();
    const finishAndRest = (goal: object, settings?: object) => {
      finish('pairs', goal, settings);
      vi.advanceTimersByTime(600);
    };
    finish('other', { value: 0.1, met: true });
    expect(at('.needle').hidden).toBe(true);
    finishAndRest({ value: 1.5, met: false });
    expect(at('.needle').style.left).toBe('75%');
    expect(at('.state').textContent).toBe('Now 1.50\u00a0nats. Not yet: the goal is at most 0.50.');
    finishAndRest({ value: 1.5, met: false }, { noise: 0.3, seed: 8 });
    expect(at('.state').textContent).not.toContain('by heart');
    finishAndRest({ value: 1.5, met: false }, { noise: 0.3, seed: 7 });
    expect(at('.state').textContent).toBe(
      'Now 1.50\u00a0nats. Not yet: the goal is at most 0.50. It learns each label by heart.',
    );
    finishAndRest({ value: 0.4, met: false, why: 'the labels were clean.' });
    expect(at('.state').textContent).toContain('This run does not count: the labels were clean.');
    expect(at('.done').hidden).toBe(true);
    finishAndRest({ met: false, why: 'it has no such token.' });
    expect(at('.needle').hidden).toBe(true);
    expect(at('.state').textContent).toBe('This run does not count: it has no such token.');
    finishAndRest({ value: -1, met: true });
    expect(at('.needle').style.left).toBe('0%');
    expect(at('.state').textContent).toBe('Now −1.00\u00a0nats. Goal met.');
    expect(at('.done').hidden).toBe(false);
  });

  test('moves its needle at every step and speaks 600 ms after the last', async () => {
    const { at, finish } = await exercise();
    const said: string[] = [];
    for (const [step, value] of [1.8, 1.6, 1.4, 1.2].entries()) {
      finish('pairs', { value, met: false });
      expect(at('.needle').style.left).toBe(`${(50 * value).toFixed(0)}%`);
      expect(at('.needle').textContent, `step ${step}`).toContain(value.toFixed(2));
      vi.advanceTimersByTime(250);
      said.push(at('.state').textContent);
    }
    expect(new Set(said)).toEqual(new Set(['Goal']));
    vi.advanceTimersByTime(349);
    expect(at('.state').textContent).toBe('Goal');
    vi.advanceTimersByTime(1);
    expect(at('.state').textContent).toContain('Now 1.20');
  });
});
