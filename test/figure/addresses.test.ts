/** Strange addresses: every part of one is heard or told, and what comes of it can be run. 10,000 each: `npm run survey`. */
import { beforeAll, describe, expect, test } from 'vitest';
import { settingsIn, straysIn, wishesIn } from '../../components/figure/lab/address.ts';
import { ensureModels } from '../../components/host/models.ts';
import { experimentIds } from '../../sim/experiments/index.ts';
import type { Params } from '../../sim/param.ts';
import { account } from '../survey/heardAll.ts';

beforeAll(() => ensureModels());

test.each(experimentIds)('%s hears or tells every part of 30 addresses', async (id) => {
  const { addresses, told, faults } = await account(id, 30, 1, 7);
  expect(faults).toEqual([]);
  expect(addresses).toBe(30);
  expect(told).toBeGreaterThan(10);
});

const number = { kind: 'number', label: 'x', help: 'X.', min: 0, max: 9, step: 1, default: 0 } as const;
const params = {
  way: { kind: 'choice', label: 'way', help: 'W.', choices: { a: 'A', b: 'B' }, default: 'a' },
  rate: { ...number, formerly: ['speed'] },
  only: { ...number, when: { param: 'way', is: 'b' } },
  deep: { ...number, when: { param: 'only', is: 0 } },
} satisfies Params;
const declared = { id: 'toy', params };

describe('settings', () => {
  test.each([
    ['toy.rate=1&toy.rate=2', 'rate', '1', 2, 'one value for each name'],
    ['toy.rate=1&toy.speed=2', 'rate', '1', 2, 'one value for each name'],
    ['toy.rate=x&toy.rate=2', 'rate', 'x', 2, 'a number from 0 to 9 in steps of 1'],
    ['toy.only=5', 'only', '5', '', 'only with way = b'],
    ['toy.way=b&toy.only=1&toy.deep=5', 'deep', '5', '', 'only with only = 0'],
    ['toy.deep=5', 'deep', '5', '', 'only with way = b'],
  ])('?%s', (query, param, given, used, legal) => {
    expect(settingsIn(declared, query).replaced).toEqual([{ param, given, used, legal }]);
  });
  test.each(['toy.rate=2&toy.rate=2', 'toy.only=0', 'toy.way=b&toy.deep=4', 'other.rate=x'])(
    '?%s tells nothing',
    (query) => expect(settingsIn(declared, query).replaced).toEqual([]),
  );
});

describe('wishes', () => {
  test('are heard', () => {
    const { present, run, hidden, replaced } = wishesIn(declared, 'present=1&run=0&hide=rate,toy.way,', true);
    expect({ present, run, hidden: [...hidden], replaced }).toEqual({
      present: true,
      run: false,
      hidden: ['rate', 'way'],
      replaced: [],
    });
  });
  test.each([
    ['present=yes', 'yes', '1, or 0'],
    ['run=', '', '1, or 0'],
    ['hide=none', 'none', 'names of way, rate, only, deep'],
    ['hide=rate&hide=way', 'way', 'one value for each name'],
  ])('?%s is told', (query, given, legal) => {
    expect(wishesIn(declared, query, true).replaced).toMatchObject([{ given, legal }]);
  });
  test('in a chapter a name without a prefix may be meant for another figure', () => {
    expect(wishesIn(declared, 'hide=none', false).replaced).toEqual([]);
    expect(wishesIn(declared, 'hide=toy.none', false).replaced).toHaveLength(1);
  });
});

describe('names that reach no figure of a page', () => {
  const told = (query: string, figures: readonly string[]) =>
    straysIn(declared, query, figures, false).map(({ key }) => key);
  test('the first figure tells of them', () => {
    expect(told('toi.rate=1&elo.k=1&rate=3', ['toy', 'elo'])).toEqual(['toi.rate']);
    expect(told('toi.rate=1', ['elo', 'toy'])).toEqual([]);
  });
});
