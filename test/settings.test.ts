/** What an address names without reaching a parameter. */
import { describe, expect, test } from 'vitest';
import type { Params } from '../sim/param.ts';
import { strays } from '../sim/settings.ts';

const number = { kind: 'number', label: 'x', help: 'X.', min: 0, max: 1, step: 0.1, default: 0 } as const;
const params = { rate: number, noise: { ...number, formerly: ['flips'] } } satisfies Params;
const of = (query: string) => strays('reward-pairs', params, query);

describe('names in an address that reach no parameter', () => {
  test.each([
    ['noise=0.3', 'noise', 'reward-pairs.noise'],
    ['flips=0.3', 'flips', 'reward-pairs.noise'],
    ['reward-pair.noise=0.3', 'reward-pair.noise', 'reward-pairs.noise'],
    ['elo-circle.k=20', 'elo-circle.k', 'reward-pairs.rate'],
    ['.noise=1', '.noise', 'reward-pairs.noise'],
  ])('?%s is told', (query, key, written) => {
    expect(of(query)).toEqual([{ key, written }]);
  });

  test.each([
    '',
    'reward-pairs.noise=0.3',
    'reward-pairs.nose=0.3', // told by `decode`
    'present=1&hide=seed&run=1',
    'utm_source=letter',
    'toString=1&__proto__=2&constructor=3',
    'a.b.noise=1',
    '%00.%ff=1',
  ])('?%s is not', (query) => {
    expect(of(query)).toEqual([]);
  });

  test('each once, in their order', () => {
    expect(of('noise=1&rate=1&noise=2&reward-pairs.noise=0.3').map(({ key }) => key)).toEqual([
      'noise',
      'rate',
    ]);
  });

  test('where nothing can be set, nothing was meant', () => {
    expect(strays('min-hash', {}, 'elo.k=1&k=2')).toEqual([]);
  });
});
