/** Cleaning and filtering: the source's collector as Python ran it, and the correct one by what it has to keep. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import {
  rawDocuments,
  readDocuments,
  sourceSamples,
  writeDocuments,
} from '../../sim/examples/rawDocuments.ts';
import { cleaned, cleaningSteps } from '../../sim/text/cleaning/cleaner.ts';
import { collect } from '../../sim/text/cleaning/collector.ts';
import { repairEncoding, repairEncodingAsSource } from '../../sim/text/cleaning/encoding.ts';
import { measuresOf, objectionTo, SOURCE_THRESHOLDS } from '../../sim/text/cleaning/qualityFilters.ts';
import { BLOCKS, decodeEntities, stripTags, stripTagsAsSource } from '../../sim/text/cleaning/tags.ts';
import { removeUrls, removeUrlsAsSource } from '../../sim/text/cleaning/urls.ts';
import { readablePage } from '../../sim/text/cleaning/page.ts';
import { ADDED, markedRuns, shortened, TAKEN } from '../../sim/text/marked.ts';
import { tokenBounds } from '../../sim/text/tokenBounds.ts';
import { LOST } from '../../sim/experiments/data/data-cleaning.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';

interface Collected {
  readonly text: string;
  readonly clean: string;
  readonly kept: boolean;
  readonly words: number;
}
const reference = JSON.parse(readFileSync('test/references/data_collector.json', 'utf8')) as {
  readonly collected: readonly Collected[];
};
const objection = (text: string, english = false) =>
  objectionTo(measuresOf(text), SOURCE_THRESHOLDS, english);

/** UTF-8 read as Windows-1252, as a browser does it; undefined where a byte stands for nothing there. */
function damaged(text: string): string | undefined {
  const bytes = new TextEncoder().encode(text);
  const read = new TextDecoder('windows-1252').decode(bytes); // the five empty bytes become C1 controls
  return /[\u0080-\u009f]/.test(read) ? undefined : read;
}

describe('the source’s collector', () => {
  test('cleans, filters and counts as Python did', () => {
    for (const { text, clean, kept, words } of reference.collected) {
      expect(cleaned(text, 'source')).toBe(clean);
      // The one difference is on purpose: a text without letters is none.
      expect(objection(clean) === undefined, clean.slice(0, 60)).toBe(kept && /\p{L}/u.test(clean));
      expect(measuresOf(clean).words).toBe(words);
    }
  });

  test('keeps nothing of its own seven samples', () => {
    const settings = {
      ...SOURCE_THRESHOLDS,
      cleaner: 'source',
      english: false,
      duplicateAbove: 0.85,
    } as const;
    expect(collect(sourceSamples, settings).map(({ droppedBy }) => droppedBy)).toEqual([
      'too short',
      'too short',
      'too few words',
      ...['too short', 'too short', 'too short', 'too short'],
    ]);
    expect(sourceSamples.every(({ text }) => measuresOf(text).words < SOURCE_THRESHOLDS.minWords)).toBe(true);
  });

  test('eats from < to >, and the word after a link, in either order', () => {
    expect(stripTagsAsSource('if eGFR <30 avoid; if >60 ok')).toBe('if eGFR 60 ok');
    const linked = '<a href="https://example.org/nsaid">https://example.org/nsaid</a>Avoid ibuprofen.';
    expect(cleaned(linked, 'source')).toBe('ibuprofen.');
    expect(cleaned(linked, 'source', 'safe')).not.toContain('Avoid');
    expect(cleaned(linked, 'correct')).toBe('Avoid ibuprofen.');
  });

  test('leaves what the accidental range $-_ does not hold, and entities', () => {
    expect(removeUrlsAsSource('https://x.org/a#renal ok')).toBe('#renal ok');
    expect(cleaned('warfarin &amp; ibuprofen', 'source')).toBe('warfarin &amp; ibuprofen');
  });

  test('breaks a dash, since every "â€" becomes a quotation mark', () => {
    expect(repairEncodingAsSource('0.6â€“1.0')).toBe('0.6"“1.0');
    expect(repairEncoding('0.6â€“1.0')).toBe('0.6–1.0');
  });

  test('takes German for English', () => {
    const german = 'Bei Warfarin und Ibuprofen blutet man leichter. '.repeat(4);
    expect(objection(german)).toBeUndefined();
    expect(objection(german, true)).toBe('no function words');
  });
});

describe('the filters', () => {
  const words = (count: number, length = 9) => Array(count).fill('x'.repeat(length)).join(' ');
  test.each([
    ['too short', 'x '.repeat(49) + 'x'],
    ['too long', `${words(20)} ${'x'.repeat(100_001 - 200)}`],
    ['too few words', words(19)],
    ['letters not Latin', `${'x'.repeat(79)}${'и'.repeat(21)} ${words(0)}${'- '.repeat(20)}`],
    ['ellipses', `${words(20)} ${'... '.repeat(11)}`],
    ['cookies', `${words(20)} ${'Cookie '.repeat(6)}`],
  ])('%s', (filter, text) => {
    expect(objection(text)).toBe(filter);
  });

  test('let the bounds themselves pass', () => {
    for (const text of [
      `${words(19, 4)} xxxxx`,
      `${words(20)} ${'x'.repeat(100_000 - 200)}`,
      `${'x'.repeat(80)}${'и'.repeat(20)} ${'- '.repeat(19)}-`,
      `${words(20)} ${'... '.repeat(10)}`,
      `${words(20)} ${'cookie '.repeat(5)}`,
    ])
      expect(objection(text)).toBeUndefined();
    expect(measuresOf(`${words(19, 4)} xxxxx`).characters).toBe(100);
    expect(measuresOf(`${words(20)} ${'x'.repeat(100_000 - 200)}`).characters).toBe(100_000);
  });

  test('count characters, not code units', () => {
    expect(measuresOf('😀é').characters).toBe(2);
  });
});

describe('the correct cleaner', () => {
  const letters = fc.stringMatching(/^[a-zA-Zäöüßéèµ°±≤≥–—’“™α-ω0-9 .,;]{0,60}$/);

  test('repairs what Windows-1252 did to any text, once and twice', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const once = damaged(text);
        fc.pre(once !== undefined);
        expect(repairEncoding(once)).toBe(text);
        const twice = damaged(once);
        if (twice !== undefined) expect(repairEncoding(twice)).toBe(text);
      }),
    );
  });

  test('leaves sound text alone', () => {
    fc.assert(
      fc.property(letters, (text) => {
        expect(repairEncoding(text)).toBe(text);
      }),
    );
    expect(repairEncoding('25 µg, Ångström, “â”')).toBe('25 µg, Ångström, “â”');
    expect(repairEncoding('â€œonceâ€ a week')).toBe('“once” a week');
  });

  test('knows a tag from a sign', () => {
    expect(stripTags('if eGFR <30 avoid; if >60 ok')).toBe('if eGFR <30 avoid; if >60 ok');
    expect(stripTags('<b>war</b>farin<br/>daily<!-- > --> <img alt="a > b">')).toBe('warfarin daily ');
    expect(stripTags('<script>if (a < b) stop()</script>dose')).toBe('dose');
  });

  test('undoes the escaping of a text within a paragraph', () => {
    const escape = (text: string) =>
      text.replace(/[&<>"]/g, (c) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[c]!};`);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeEntities(escape(text))).toBe(text);
      }),
    );
    expect(decodeEntities('&#181;g &#xb5;g &unknown; &#0;')).toBe('µg µg &unknown; \ufffd');
    const dose = 'potassium &lt;limit: give; if &gt;5.5 stop';
    expect(cleaned(`<p>${dose}</p>`, 'correct')).toBe('potassium <limit: give; if >5.5 stop');
    expect(cleaned(`<p>${dose}</p>`, 'correct', 'entitiesFirst')).toBe('potassium 5.5 stop');
  });

  test('ends an address where the sentence goes on', () => {
    expect(removeUrls('See (https://x.org/inr#a). <a href="https://y.org">Stop</a>')).toBe(
      'See (). <a href="">Stop</a>',
    );
  });

  test('leaves no address, no double space, and is idempotent on clean text', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const clean = cleaned(`<p>${text}</p> https://x.org/a `, 'correct');
        expect(clean).not.toMatch(/https?:|\s\s|^\s|\s$/);
        expect(cleaned(clean, 'correct')).toBe(clean);
      }),
    );
  });

  test('loses no word of the course’s documents', () => {
    for (const { text } of rawDocuments) {
      const steps = cleaningSteps(text, 'correct', 'safe');
      expect(steps.map(({ step }) => step)).toEqual(['addresses', 'tags', 'entities', 'encoding', 'spaces']);
      expect(steps.at(-1)!.text).not.toMatch(/<\/?[a-z]|&[a-z]+;|â€|https?:/i);
    }
    expect(cleaned(rawDocuments[0]!.text, 'correct')).toMatch(
      /^Metformin & the kidney: if eGFR <30 avoid; if >60 ok\./,
    );
  });
});

/** Text of a page as jsdom's parser sees it, with a space wherever a browser breaks the line. */
function parsed(html: string): string {
  const { document } = new JSDOM(`<body>${html}`).window;
  for (const each of document.querySelectorAll('script, style')) each.remove();
  for (const each of document.querySelectorAll(BLOCKS.join()))
    if (each !== document.body && each !== document.documentElement) {
      each.before(' ');
      each.after(' ');
      each.prepend(' ');
      each.append(' ');
    }
  return document.documentElement.textContent.replace(/\s+/g, ' ').trim();
}

describe('inputs that people reported', () => {
  test.each([
    ['<details><summary>Renal dose</summary>5 mg daily</details>', 'Renal dose 5 mg daily'],
    ['<pre>Renal dose</pre>5 mg daily', 'Renal dose 5 mg daily'],
    ['<figure>a<figcaption>b</figcaption></figure><fieldset><legend>c</legend>d</fieldset>', 'a b c d'],
    ['<dialog>a</dialog><menu><li>b</menu><center>c</center><search>d</search>', 'a b c d'],
    ['<hgroup><h1>a</h1></hgroup>b<table><caption>c</caption><tr><td>d</table>', 'a b c d'],
    ['<?xml version="1.0"?>dose<![CDATA[ gone ]]> 5 mg', 'dose 5 mg'],
    ['dose <!-- a > b --> 5 mg <!-- never closed', 'dose 5 mg'],
    ['dose<!-->5 mg<!--->daily', 'dose5 mgdaily'],
    ['if eGFR <30 avoid; if >60 ok', 'if eGFR <30 avoid; if >60 ok'],
    ['<b>war</b>far<custom-p>in</custom-p>e', 'warfarine'],
  ])('markup: %s', (html, text) => {
    expect(cleaned(html, 'correct')).toBe(text);
    expect(readablePage(html)).toBe(text);
    expect(parsed(html)).toBe(text);
  });

  test('numeric references are what a browser makes of them, from 0 to the end', () => {
    expect(cleaned('don&#146;t exceed 0.6&#150;1.0', 'correct')).toBe('don’t exceed 0.6–1.0');
    const { document } = new JSDOM('').window;
    const made = document.createElement('textarea');
    const codes = [
      0,
      1,
      ...Array.from({ length: 34 }, (_, i) => 127 + i),
      0xd800,
      0xfffe,
      0x1f48a,
      0x110000,
      99999999999,
    ];
    for (const code of codes) {
      for (const written of [`x&#${code};`, `x&#x${code.toString(16)};`, `x&#${code} `]) {
        made.innerHTML = written;
        expect(decodeEntities(written), written).toBe(made.value);
      }
    }
  });

  test('named entities are those of HTML 4', () => {
    const names = Object.keys(
      JSON.parse(readFileSync('sim/text/cleaning/entities.json', 'utf8')) as Record<string, string>,
    );
    expect(names).toHaveLength(253);
    const made = new JSDOM('').window.document.createElement('textarea');
    for (const name of names) {
      made.innerHTML = `x&${name};`;
      expect(decodeEntities(`x&${name};`), name).toBe(made.value);
    }
  });

  test.each([
    ['https://a.org/“avoid”', '“avoid”'],
    ['https://a.org/„avoid“ it', '„avoid“ it'],
    ['https://a.org/«avoid»', '«avoid»'],
    ['https://a.org/&quot;avoid&quot;', '"avoid"'],
    ['(see https://a.org/Lithium_(medication))', '(see )'],
    ['https://a.org/Lithium_(medication) 0.6', '0.6'],
    ['[https://a.org/x]. Stop', '[]. Stop'],
    ['https://a.org/?a=1&amp;b=2 stop', 'stop'],
  ])('an address ends: %s', (text, clean) => {
    expect(cleaned(text, 'correct')).toBe(clean);
  });

  test('what an address took with it is seen by the yardstick, which is another program', async () => {
    const dataCleaning = await loadExperiment('data-cleaning');
    const lostOn = (page: string) =>
      finish(dataCleaning, { cleaner: 'source', order: 'safe', page }).rows.find(
        ({ series, what }) => series === 'difference' && what === LOST,
      )!.text;
    expect(lostOn('<a>https://a.org/</a>avoid it')).toBe('avoid');
    expect(lostOn('<a>https://a.org/</a> avoid it')).toBe('');
  });

  test.each([
    ['â€œ like this â€\ufffd', '“ like this ”'],
    ['\ufeffdose', 'dose'],
    ['ï»¿dose', 'dose'],
    ['ﬂuconazole, ofﬁce, eﬀect', 'fluconazole, office, effect'],
    ['25Â mg, 37Â °C', '25 mg, 37 °C'],
    ['25Â\u00a0mg', '25\u00a0mg'],
  ])('mended: %s', (text, mended) => {
    expect(repairEncoding(text)).toBe(mended);
  });

  test.each([
    ['150 x 10<sup>9</sup>/L', '150 x 10⁹/L'],
    ['10<sup>-3</sup> m<sup class="unit">2</sup>', '10⁻³ m²'],
    ['CO<sub>2</sub>, HbA<sub>1c</sub>', 'CO₂, HbA1c'],
    ['1<sup>st</sup> dose<sup><a href="#1">10,11</a></sup>', '1st dose^10,11'],
  ])('above and below the line: %s', (html, text) => {
    expect(cleaned(html, 'correct')).toBe(text);
    expect(readablePage(html)).toBe(text);
  });

  test('both ellipses count alike, and nothing is no text', () => {
    const words = Array(20).fill('xxxxxxxxx').join(' ');
    expect(objection(`${words} ${'... '.repeat(60)}`)).toBe('ellipses');
    expect(objection(`${words} ${'… '.repeat(60)}`)).toBe('ellipses');
    const open = { ...SOURCE_THRESHOLDS, minCharacters: 0, minWords: 0, minLatin: 0 };
    expect(objectionTo(measuresOf(''), open, false)).toBe('too few words');
    expect(objectionTo(measuresOf('5 | 6'), open, false)).toBe('letters not Latin');
    expect(objectionTo(measuresOf('варфарин'), open, false)).toBeUndefined();
  });
});

describe('the yardstick', () => {
  test('agrees with a parser on the course’s documents', () => {
    for (const { text } of rawDocuments) {
      if (text.includes('https:')) continue; // addresses are left out on purpose
      expect(readablePage(text)).toBe(repairEncoding(parsed(text)).trim());
    }
  });

  test('agrees with the correct cleaner on any text between tags', () => {
    const piece = fc.constantFrom('<p>', '</p>', '<b>', '</b>', '<!-- x -->', 'eGFR <30', ' > ', '&lt;', 'dose ', '<a title="a > b">', '</a>', '<br>', '<?x?>'); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('');
        expect(readablePage(html)).toBe(cleaned(html, 'correct'));
      }),
    );
  });
});

describe('marked text', () => {
  test('gives both texts back', () => {
    const text = fc
      .array(fc.constantFrom('avoid', ' ', '30', '<', '>', 'if', '.'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = markedRuns(before, after);
        const without = (mark: number) => runs.filter((run) => run.mark !== mark).map((run) => run.text).join(''); // prettier-ignore
        expect(without(ADDED)).toBe(before);
        expect(without(TAKEN)).toBe(after);
      }),
    );
    expect(markedRuns('if eGFR <30 avoid; if >60 ok', 'if eGFR 60 ok')).toEqual([
      { mark: 0, text: 'if eGFR ' },
      { mark: TAKEN, text: '<30 avoid; if >' },
      { mark: 0, text: '60 ok' },
    ]);
  });

  test('is shortened between changes, and never in them', () => {
    const long = 'word '.repeat(40);
    const runs = shortened([{ mark: 0, text: long }, { mark: TAKEN, text: long }, { mark: 0, text: 'end' }], 12); // prettier-ignore
    expect(runs[0]!.text.length).toBeLessThan(20);
    expect(runs.slice(1)).toEqual([
      { mark: TAKEN, text: long },
      { mark: 0, text: 'end' },
    ]);
  });
});

describe('documents', () => {
  test('are read as they were written', () => {
    expect(readDocuments(writeDocuments(rawDocuments))).toEqual(
      rawDocuments.map(({ source, text }) => ({ source, text })),
    );
    expect(readDocuments('no name\n \nPapers: two\nlines\n\n\n')).toEqual([
      { source: 'web', text: 'no name' },
      { source: 'papers', text: 'two\nlines' },
    ]);
  });

  test('with clinical statements name their authority', () => {
    for (const { text, authority } of rawDocuments)
      if (/warfarin|sildenafil|lithium|варфарин/i.test(text) && !text.startsWith('forum'))
        expect(authority, text).toBeTruthy();
  });

  test('have at least a token a piece and at most one a byte', () => {
    expect(tokenBounds("don't take 5 µg")).toEqual({ least: 5, most: 16 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { least, most } = tokenBounds(text);
        expect(most).toBe(new TextEncoder().encode(text).length);
        expect(least).toBeLessThanOrEqual(most);
      }),
    );
  });
});
