/** Small whole numbers of findings as words. */
import { expect, test } from 'vitest';
import { inWords } from '../../components/figure/finding.ts';

test.each([
  ['count', [0, 1, 12, 13, 1200, -1], ['none', 'one', 'twelve', '13', '1,200', '−1']],
  ['before a noun', [0, 1, 12, 13], ['no', 'one', 'twelve', '13']],
  ['times', [0, 1, 2, 3, 12, 13], ['never', 'once', 'twice', 'three times', 'twelve times', '13 times']],
  [
    'ordinal',
    [1, 2, 12, 13, 21, 22, 23, 111, 113],
    ['first', 'second', 'twelfth', '13th', '21st', '22nd', '23rd', '111th', '113th'],
  ],
] as const)('%s', (as, values, words) => {
  expect(values.map((value) => inWords(value, as))).toEqual(words);
});

test('half a document has no word', () => {
  expect(() => inWords(2.5, 'count')).toThrow('2.5 is no whole number');
});
