/** Byte-pair encoding: the same merges and ids as Hugging Face's tokenizers, and no text is lost. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alphabetOf, SPECIAL, UNKNOWN, type AlphabetKind } from '../../sim/text/alphabet.ts';
import {
  decode,
  encode,
  encodeWord,
  joiningOf,
  mergePair,
  tokenCounts,
  trainBpe,
} from '../../sim/text/bpe.ts';
import { preTokens, type Numbers } from '../../sim/text/preTokens.ts';
import {
  decodeSource,
  encodeSource,
  sourceMerge,
  sourceWords,
  trainSource,
} from '../../sim/text/sourceBpe.ts';
import { spell, visible } from '../../sim/text/spelling.ts';
import { utf8Decode, utf8Encode } from '../../sim/text/utf8.ts';

interface Case {
  readonly corpus: string;
  readonly alphabet: AlphabetKind;
  readonly numbers: Numbers;
  readonly vocabulary: number;
  readonly size: number;
  readonly merges: readonly (readonly number[])[];
  readonly ids: readonly (readonly number[])[];
  readonly decoded: readonly string[];
}
interface SourceCase {
  readonly texts: readonly string[];
  readonly vocabulary: number;
  readonly merges: number;
  readonly pairs: readonly (readonly string[])[];
  readonly vocab: Readonly<Record<string, number>>;
  readonly tests: readonly string[];
  readonly ids: readonly (readonly number[])[];
  readonly decoded: readonly string[];
}
/** Made by bpe.py. */
const reference = JSON.parse(readFileSync('test/references/bpe.json', 'utf8')) as {
  readonly corpora: Readonly<Record<string, string>>;
  readonly heldOut: readonly string[];
  readonly cases: readonly Case[];
  readonly source: readonly SourceCase[];
};

/** Any text without halves of surrogate pairs, control characters and unassigned code points included. */
const anyText = (maxLength: number) => fc.string({ unit: 'binary', maxLength });
const kinds = fc.constantFrom<AlphabetKind>('bytes', 'characters');
const ways = fc.constantFrom<Numbers>('merged', 'digits');

describe('UTF-8', () => {
  test('writes every text as TextEncoder does, halves of pairs included', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(40), fc.array(fc.integer({ min: 0, max: 0xffff }))), (given) => {
        const text = typeof given === 'string' ? given : String.fromCharCode(...given);
        expect(utf8Encode(text)).toEqual([...new TextEncoder().encode(text)]);
      }),
      { numRuns: 500 },
    );
  });

  test('reads any bytes as TextDecoder does', () => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const tricky = fc.constantFrom(
      ...[0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x8f, 0x90],
    );
    const anyBytes = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), tricky), { maxLength: 12 });
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(utf8Decode(bytes)).toBe(decoder.decode(Uint8Array.from(bytes)));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('pre-tokens', () => {
  test('put together are the text, whatever it is', () => {
    fc.assert(
      fc.property(anyText(60), ways, (text, how) => {
        expect(preTokens(text, how).join('')).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('a word carries its space; numbers, points and units stand apart', () => {
    expect(preTokens('take 12.5 mg/kg', 'merged')).toEqual(['take', ' 12', '.', '5', ' mg', '/', 'kg']);
    expect(preTokens('take 12.5 mg/kg', 'digits')).toEqual(
      ['take', ' ', '1', '2', '.', '5', ' mg', '/', 'kg'], // prettier-ignore
    );
  });
});

describe('the reference', () => {
  test.each(
    reference.cases.map((each) => [each.corpus, each.alphabet, each.numbers, each.vocabulary, each] as const),
  )(
    '%s, %s, numbers %s, vocabulary %i: the same merges, ids and texts',
    (name, kind, numbers, vocabulary, { merges, ids, decoded, size }) => {
      const corpus = reference.corpora[name]!;
      const alphabet = alphabetOf(kind, corpus);
      const room = vocabulary - SPECIAL.length - alphabet.symbols.length;
      const tokenizer = trainBpe(corpus, alphabet, numbers, room);
      expect(tokenizer.merges.map(({ left, right, made }) => [left, right, made])).toEqual(merges);
      expect(tokenizer.contents).toHaveLength(size);
      expect(reference.heldOut.map((text) => encode(tokenizer, text))).toEqual(ids);
      for (const [i, text] of reference.heldOut.entries()) {
        // The reference leaves out unknown tokens when it decodes; here they leave a mark.
        const marked = decode(tokenizer, ids[i]!);
        expect(marked.replaceAll('<unk>', '')).toBe(decoded[i]);
        if (!ids[i]!.includes(UNKNOWN)) expect(marked).toBe(text);
      }
    },
  );
});

describe('a tokenizer', () => {
  test('over bytes gives back any text, whatever it was trained on', () => {
    fc.assert(
      fc.property(anyText(80), anyText(60), ways, fc.nat(40), (corpus, text, numbers, most) => {
        const tokenizer = trainBpe(corpus, alphabetOf('bytes', corpus), numbers, most);
        expect(decode(tokenizer, encode(tokenizer, text))).toBe(text);
        expect(encode(tokenizer, text)).not.toContain(UNKNOWN);
      }),
      { numRuns: 300 },
    );
  });

  test('over characters gives back what it knows, and marks the rest', () => {
    const corpus = 'take 5 mg';
    const tokenizer = trainBpe(corpus, alphabetOf('characters', corpus), 'merged', 10);
    expect(decode(tokenizer, encode(tokenizer, 'take mg 5'))).toBe('take mg 5');
    expect(decode(tokenizer, encode(tokenizer, 'take 5 µg'))).toBe('take 5 <unk>g');
  });

  const words = fc
    .array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 9 }), { maxLength: 12 })
    .map((list) => list.join(' '));

  test('counts each pair rightly before it merges it, and every length', () => {
    fc.assert(
      fc.property(words, kinds, (corpus, kind) => {
        const tokenizer = trainBpe(corpus, alphabetOf(kind, corpus), 'merged', 30);
        const ids = (text: string) =>
          tokenizer.alphabet
            .split(text)
            .map((symbol) => SPECIAL.length + tokenizer.alphabet.symbols.indexOf(symbol));
        let cut = preTokens(corpus, 'merged').map(ids);
        for (const [i, { left, right, made, count }] of tokenizer.merges.entries()) {
          expect(cut.reduce((sum, word) => sum + word.length, 0)).toBe(tokenizer.lengths[i]);
          const standing = cut.flatMap((word) =>
            word.filter((id, at) => id === left && word[at + 1] === right),
          );
          expect(standing).toHaveLength(count);
          cut = cut.map((word) => mergePair(word, left, right, made));
        }
      }),
    );
  });

  test('tells the number of tokens under every limit in one pass', () => {
    fc.assert(
      fc.property(words, words, kinds, (corpus, text, kind) => {
        const tokenizer = trainBpe(corpus, alphabetOf(kind, corpus), 'merged', 30);
        expect(tokenCounts(tokenizer, text)).toEqual(
          tokenizer.lengths.map((_, most) => encode(tokenizer, text, most).length),
        );
      }),
    );
  });

  test('joins what was learned first, not what stands first', () => {
    const merges = [
      { left: 6, right: 7, made: 8, count: 2 },
      { left: 5, right: 6, made: 9, count: 1 },
    ];
    const ranks = new Map(merges.map(({ left, right }, rank) => [left * 1048576 + right, rank]));
    expect(encodeWord({ merges, ranks }, [5, 6, 7])).toEqual({ ids: [5, 8], applied: [0] });
  });
});

describe('the tokenizer of the source', () => {
  test.each(reference.source.map((each) => [each.texts[0]!, each] as const))(
    'is reproduced: %s',
    (_, { texts, vocabulary, merges, pairs, vocab, tests, ids, decoded }) => {
      const tokenizer = trainSource(texts.join('\n'), vocabulary);
      expect(tokenizer.merges).toHaveLength(merges);
      expect([...new Set(tokenizer.merges.map(({ pair }) => pair))]).toEqual(pairs);
      expect(Object.fromEntries(tokenizer.ids)).toEqual(vocab);
      expect(tests.map((text) => encodeSource(tokenizer, text))).toEqual(ids);
      expect(ids.map((each) => decodeSource(tokenizer, each))).toEqual(decoded);
    },
  );

  test('replaces every pair by itself', () => {
    const given = fc.array(anyText(6), { minLength: 1 });
    fc.assert(
      fc.property(given, fc.nat(), (words, at) => {
        const before = new Map(words.map((word) => [word, 1]));
        const symbols = Array.from(words.join(''));
        const pair = [
          symbols[at % (symbols.length || 1)] ?? 'i',
          symbols[(at + 1) % (symbols.length || 1)] ?? 'n',
        ];
        expect(sourceMerge([pair[0]!, pair[1]!], before)).toEqual(before);
      }),
    );
  });

  test.each([
    ['without a mark', '', 96],
    ['with an end-of-word mark, as Sennrich et al. have it', 'ω', 114],
  ])('would need far fewer merges on its 24 words %s', (_, mark, count) => {
    const words = sourceWords(reference.source[0]!.texts.join(' '));
    expect(new Set(words).size).toBe(24);
    const corpus = words.map((word) => word + mark).join('\n');
    const { merges } = trainBpe(corpus, alphabetOf('characters', corpus), 'merged', 1000);
    expect(merges).toHaveLength(count);
  });
});

describe('tokens as they are shown', () => {
  test('leave nothing unseen', () => {
    expect(visible('5\u00a0mg\t1 a\u200bb\u00adc\ufeff\u2009\u0007')).toBe(
      '5⍽mg→1␣a⟨U+200B⟩b¬c⟨U+FEFF⟩⟨U+2009⟩⟨U+0007⟩',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{White_Space}\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  test('a merged no-break space has its mark, and a byte is no two letters', () => {
    const text = '5\u00a0mg 5\u00a0mg 5\u00a0mg';
    const tokenizer = trainBpe(text, alphabetOf('bytes', text), 'merged');
    const shown = encode(tokenizer, '5\u00a0mg').map((id) => spell(tokenizer, id));
    expect(shown.join('')).toContain('⍽');
    const [byte] = encode(tokenizer, '“');
    expect(spell(tokenizer, byte!)).toBe('⟨E2⟩');
    expect(encode(tokenizer, 'E2').map((id) => spell(tokenizer, id))).toEqual(['E', '2']);
  });

  test('a word is joined step by step to what encoding makes of it', () => {
    const text = 'captopril lisinopril ramipril aaaa banana';
    const tokenizer = trainBpe(text, alphabetOf('bytes', text), 'merged');
    for (const word of ['lisinopril', 'aaaaa', 'banana', 'pril']) {
      for (const most of [0, 3, 8, tokenizer.merges.length]) {
        const steps = joiningOf(tokenizer, word, most);
        expect(steps.at(-1)!.ids).toEqual(encode(tokenizer, word, most));
        expect(steps[0]!.ids).toHaveLength(word.length);
      }
    }
    expect(joiningOf(tokenizer, '')).toEqual([]);
  });
});
