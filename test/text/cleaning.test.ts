/** Cleaning and filtering: the source's collector as Python ran it, and the correct one by what it has to keep. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
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
import { decodeEntities, stripTags, stripTagsAsSource } from '../../sim/text/cleaning/tags.ts';
import { removeUrls, removeUrlsAsSource } from '../../sim/text/cleaning/urls.ts';
import { tokenBounds } from '../../sim/text/tokenBounds.ts';

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
      expect(objection(clean) === undefined, clean.slice(0, 60)).toBe(kept);
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
    expect(decodeEntities('&#181;g &#xb5;g &unknown; &#0;')).toBe('µg µg &unknown; &#0;');
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
