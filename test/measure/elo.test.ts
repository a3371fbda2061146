/** Elo and Bradley–Terry against PyTorch, closed forms, and what must hold for any games. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../../sim/experiments/elo/contest.ts';
import { bootstrap, middle95, quantile } from '../../sim/measure/bootstrap.ts';
import { bradleyTerry, scoreTable, toPoints } from '../../sim/measure/bradleyTerry.ts';
import { eloRatings, expectedScore, POINTS_PER_LOGIT, START } from '../../sim/measure/elo.ts';
import { counted, outcomeProbabilities, pairsOf, playGame, type Game } from '../../sim/measure/games.ts';
import { leadOf, rate } from '../../sim/measure/standings.ts';
import { createRng } from '../../sim/rng.ts';
import { pythonWithTorch, remade } from '../references/remade.ts';

interface Case {
  players: number;
  games: [number, number, Game['score']][];
  addedTies: number;
  kFactor: number;
  bradleyTerry: number[];
  elo: number[];
}
interface Fixture {
  cases: Case[];
}
const { cases } = JSON.parse(readFileSync('test/references/bradley_terry.json', 'utf8')) as Fixture;
const gamesOf = ({ games }: Case): Game[] =>
  games.map(([first, second, score]) => ({ first, second, score }));
const fit = (players: number, games: readonly Game[], addedTies: number) =>
  toPoints(bradleyTerry(scoreTable(players, games), addedTies));

const PLAYERS = 4;
const someGames = fc.array(
  fc
    .record({
      first: fc.nat(PLAYERS - 1),
      step: fc.integer({ min: 1, max: PLAYERS - 1 }),
      score: fc.constantFrom<Game['score'][]>(0, 0.5, 1),
    })
    .map(({ first, step, score }): Game => ({ first, second: (first + step) % PLAYERS, score })),
  { minLength: 1, maxLength: 60 },
);
const close = (a: ArrayLike<number>, b: ArrayLike<number>, digits: number) =>
  Array.from(a).forEach((value, i) => expect(value).toBeCloseTo(b[i]!, digits));

describe('against PyTorch', () => {
  test.each(cases)('Elo of $players players equals it to 1e-9 points', (each) => {
    close(eloRatings(each.players, gamesOf(each), each.kFactor), each.elo, 9);
  });
  test.each(cases)('Bradley–Terry of $players players equals it to 1e-4 points', (each) => {
    close(fit(each.players, gamesOf(each), each.addedTies), each.bradleyTerry, 4);
  });
  const python = pythonWithTorch;
  // Without PyTorch, references.test.ts holds that the fixture is the one that this snippet has made.
  if (python)
    test('the snippet that the chapter shows runs, and makes the fixture again', () => {
      const { cases: again } = remade(python, 'bradley_terry') as Fixture;
      again.forEach((after, i) => close(after.bradleyTerry, cases[i]!.bradleyTerry, 4));
    });
});

describe('Elo', () => {
  test('one logit is 400 / ln 10 = 173.7 points, and 400 points are odds of ten to one', () => {
    expect(POINTS_PER_LOGIT).toBeCloseTo(173.7178, 4);
    expect(expectedScore(400)).toBeCloseTo(10 / 11, 14);
    expect(expectedScore(0)).toBe(0.5);
    expect(expectedScore(173)).toBeCloseTo(1 / (1 + 10 ** (-173 / 400)), 14);
  });
  test('the first game of two newcomers moves K / 2 points; a tie moves none', () => {
    expect([...eloRatings(2, [{ first: 0, second: 1, score: 1 }], 32)]).toEqual([1016, 984]);
    expect([...eloRatings(2, [{ first: 0, second: 1, score: 0.5 }], 32)]).toEqual([1000, 1000]);
  });
  test('points are moved, never made', () => {
    fc.assert(
      fc.property(someGames, fc.integer({ min: 1, max: 64 }), (games, k) => {
        const total = eloRatings(PLAYERS, games, k).reduce((sum, rating) => sum + rating, 0);
        expect(total).toBeCloseTo(PLAYERS * START, 8);
      }),
    );
  });
  test('who is named first plays no part', () => {
    fc.assert(
      fc.property(someGames, (games) => {
        const turned = games.map(({ first, second, score }): Game => ({
          first: second,
          second: first,
          score: (1 - score) as Game['score'],
        }));
        close(eloRatings(PLAYERS, turned, 32), eloRatings(PLAYERS, games, 32), 9);
      }),
    );
  });
  test('the order of games does: a win before a loss is worth less than after it', () => {
    const [win, loss]: Game[] = [
      { first: 0, second: 1, score: 1 },
      { first: 0, second: 1, score: 0 },
    ];
    expect(eloRatings(2, [win!, loss!], 32)[0]).toBeLessThan(START);
    expect(eloRatings(2, [loss!, win!], 32)[0]).toBeGreaterThan(START);
  });
});

describe('Bradley–Terry', () => {
  test('two players, closed form: the difference is the log odds of the points', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (won, lost) => {
        const table = Float64Array.of(0, won, lost, 0);
        const [a, b] = bradleyTerry(table, 0);
        expect(a! - b!).toBeCloseTo(Math.log(won / lost), 8);
        const [c, d] = bradleyTerry(table, 0.5);
        expect(c! - d!).toBeCloseTo(Math.log((won + 0.25) / (lost + 0.25)), 8);
      }),
    );
  });
  test('no order of the games changes one bit', () => {
    fc.assert(
      fc.property(someGames, fc.nat(), (games, seed) => {
        const shuffled = createRng(seed).shuffle(games);
        expect(fit(PLAYERS, shuffled, 0.5)).toEqual(fit(PLAYERS, games, 0.5));
      }),
    );
  });
  test('other names for the players give the same ratings under those names', () => {
    const rename = (player: number) => (player + 1) % PLAYERS;
    fc.assert(
      fc.property(someGames, (games) => {
        const renamed = games.map((game) => ({
          ...game,
          first: rename(game.first),
          second: rename(game.second),
        }));
        const [before, after] = [fit(PLAYERS, games, 0.5), fit(PLAYERS, renamed, 0.5)];
        for (let i = 0; i < PLAYERS; i++) expect(after[rename(i)]).toBeCloseTo(before[i]!, 5);
      }),
    );
  });
  test('at the maximum everybody has won what the ratings expect', () => {
    fc.assert(
      fc.property(someGames, (games) => {
        const table = scoreTable(PLAYERS, games);
        const strengths = bradleyTerry(table, 0.5);
        for (let i = 0; i < PLAYERS; i++) {
          let surplus = 0;
          for (let j = 0; j < PLAYERS; j++) {
            if (i === j) continue;
            const [won, lost] = [table[i * PLAYERS + j]!, table[j * PLAYERS + i]!];
            const expected = 1 / (1 + Math.exp(strengths[j]! - strengths[i]!));
            surplus += won + 0.25 - (won + lost + 0.5) * expected;
          }
          expect(surplus).toBeCloseTo(0, 6);
        }
      }),
    );
  });
  test('who wins everything has no finite rating; added ties give one, the larger the fewer they are', () => {
    const table = Float64Array.of(0, 10, 0, 0);
    expect(() => bradleyTerry(table, 0)).toThrow(RangeError);
    const lead = (addedTies: number) => {
      const [a, b] = bradleyTerry(table, addedTies);
      return a! - b!;
    };
    expect(lead(0.1)).toBeGreaterThan(lead(0.5));
    expect(lead(0.5)).toBeCloseTo(Math.log(10.25 / 0.25), 8);
  });
});

describe('games', () => {
  test('Davidson’s ties: the rate between equals, and Bradley–Terry among the games that are decided', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 0.6, noNaN: true }),
        (margin, tieRate) => {
          expect(outcomeProbabilities(0, tieRate).tie).toBeCloseTo(tieRate, 12);
          const { win, tie } = outcomeProbabilities(margin, tieRate);
          expect(win / (1 - tie)).toBeCloseTo(1 / (1 + Math.exp(-margin)), 12);
          expect(tie).toBeLessThanOrEqual(tieRate + 1e-12);
        },
      ),
    );
  });
  test('a stronger player wins every game that it won before', () => {
    const play = (margin: number) => {
      const rng = createRng(3);
      return Array.from({ length: 200 }, () => playGame(0, 1, margin, 0.2, rng).score);
    };
    const [weak, strong] = [play(0.3), play(0.8)];
    strong.forEach((score, i) => expect(score).toBeGreaterThanOrEqual(weak[i]!));
  });
  test('left-out ties leave wins and losses', () => {
    const games = ([0, 0.5, 1] as const).map((score): Game => ({ first: 0, second: 1, score }));
    expect(counted(games, 'left-out').map(({ score }) => score)).toEqual([0, 1]);
    expect(counted(games, 'half')).toHaveLength(3);
  });
  test('a judge without bias is fair wherever the answers stand; one that only looks first is not', () => {
    const pointsOf = (games: Game[], player: number) =>
      games
        .filter(({ first, second }) => first === player || second === player)
        .map(({ first, score }) => (first === player ? score : 1 - score));
    const quality = [0.2, 0.7, 0.2];
    for (const placing of ['random', 'older-first', 'newer-first'] as const) {
      const games = compare(quality, 0, placing, createRng(1));
      expect(pointsOf(games, 1)).toEqual([1, 1]);
      expect(pointsOf(games, 0)).toEqual([0, 0.5]);
    }
    expect(pointsOf(compare(quality, 1, 'older-first', createRng(1)), 0)).toEqual([1, 1]);
    expect(pointsOf(compare(quality, 1, 'newer-first', createRng(1)), 0)).toEqual([0, 0]);
  });
});

describe('intervals', () => {
  test('quantiles are linear between neighbours', () => {
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
  });
  test('the bootstrap of a mean has its standard error', () => {
    const rng = createRng(5);
    const values = Array.from({ length: 400 }, () => rng.normal());
    const means = bootstrap(values, 1000, rng, (sample) =>
      Float64Array.of(sample.reduce((sum, value) => sum + value, 0) / sample.length),
    );
    const [[low, high]] = middle95(means) as [readonly [number, number]];
    expect(high - low).toBeCloseTo((2 * 1.96) / 20, 1);
  });
  test('95 % intervals of Bradley–Terry cover the true strength about 95 times in 100', () => {
    const strengths = [120, 80, 0, -200];
    let covered = 0;
    const runs = 150;
    for (let seed = 0; seed < runs; seed++) {
      const rng = createRng(seed);
      const games = Array.from({ length: 40 }, () =>
        pairsOf(4).map(([i, j]) =>
          playGame(i, j, (strengths[i]! - strengths[j]!) / POINTS_PER_LOGIT, 0, rng),
        ),
      ).flat();
      const { standings } = rate(
        4,
        games.map((game) => [game]),
        32,
        0.5,
        rng,
      );
      covered += standings.filter(({ low, high }, i) => {
        const truth = START + strengths[i]!;
        return low <= truth && truth <= high;
      }).length;
    }
    const share = covered / runs / 4;
    expect(share).toBeGreaterThan(0.9);
    expect(share).toBeLessThan(0.98);
  });
  test('the interval of a difference is that of the difference: two that rise and fall together are told apart', () => {
    // Both beat the third about as often, and the first always beats the second by a little.
    const rng = createRng(11);
    const units = Array.from({ length: 120 }, (): Game[] => {
      const [easy, edge] = [rng.uniform() < 0.6, rng.uniform() < 0.75];
      return [
        { first: 0, second: 1, score: edge ? 1 : 0 },
        { first: 0, second: 2, score: easy ? 1 : 0 },
        { first: 1, second: 2, score: easy ? 1 : 0 },
      ];
    });
    const rated = rate(3, units, 32, 0.5, rng);
    const [a, b] = rated.standings;
    const lead = leadOf(rated, 0, 1);
    expect(lead.value).toBeCloseTo(a!.bt - b!.bt, 9);
    expect(lead.low).toBeLessThan(lead.value);
    expect(lead.high).toBeGreaterThan(lead.value);
    expect(lead.low).toBeGreaterThan(0);
    expect(lead.ahead).toBe(1);
    const back = leadOf(rated, 1, 0);
    expect(back.low).toBeCloseTo(-lead.high, 9);
    expect(back.ahead).toBe(0);
    // Overlap is another question, and a harsher one.
    expect(lead.low).toBeGreaterThan(a!.low - b!.high);
  });
  test('the order in which Elo reads the games moves Elo, and neither an interval nor the spread over orders', () => {
    const games = Array.from({ length: 60 }, (_, i): Game => ({
      first: i % 2,
      second: 2,
      score: i % 3 === 0 ? 0 : 1,
    }));
    const units = games.map((game) => [game]);
    const read = (order: readonly Game[]) => rate(3, units, 32, 0.5, createRng(4), order);
    const [played, reversed] = [read(games), read(games.toReversed())];
    const without = ({ standings }: typeof played) => standings.map(({ elo: _, ...others }) => others);
    expect(without(reversed)).toEqual(without(played));
    expect(reversed.samples).toEqual(played.samples);
    expect(reversed.standings[0]!.elo).not.toBe(played.standings[0]!.elo);
  });
});
