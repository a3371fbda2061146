/** Many answers down a tree: as likely as those drawn one by one, with room for few beginnings as with room for many. */
import { expect, test } from 'vitest';
import { alone } from '../../sim/crew.ts';
import { createRng } from '../../sim/rng.ts';
import { drawnAnswers } from '../../sim/stages/drawing.ts';
import { logLikelihoods } from '../../sim/stages/rankingBaselines.ts';
import { atOnce } from '../../sim/stages/shards.ts';
import { bothKernels } from '../kernels/kernels.ts';
import { crewOf, type Manner } from './crews.ts';
import { decoderOf, smallModels, teamOf } from './models.ts';

const policy = smallModels(1)[0]!;
const team = teamOf({ policy }, { policy: decoderOf(policy) });
const DRAWS = 20_000;
const prompts = [[8, 9], [3], [8, 9, 1]];
const drawn = (room: number, crew = alone) =>
  atOnce(drawnAnswers({ ...team, crew }, prompts, { draws: DRAWS, end: 0, longest: 2, room }, createRng(5)));

test.each([3, 32])('with room for %i: all draws, each answer once, as often as it is likely', (room) => {
  for (const [q, answers] of drawn(room).entries()) {
    expect(answers.reduce((sum, { count }) => sum + count, 0)).toBe(DRAWS);
    expect(new Set(answers.map(({ answer }) => answer.join())).size).toBe(answers.length);
    const logs = logLikelihoods(
      policy,
      answers.map(({ answer }) => ({ prompt: prompts[q]!, answer })),
    );
    let squares = 0;
    for (const [i, { answer, count, logProb }] of answers.entries()) {
      expect(answer.length === 2 || answer.at(-1) === 0).toBe(true);
      expect(logProb).toBeCloseTo(logs[i]!, 4);
      const expected = DRAWS * Math.exp(logs[i]!);
      squares += (count - expected) ** 2 / expected;
    }
    const freedom = answers.length - 1;
    expect(Math.abs(squares - freedom)).toBeLessThan(5 * Math.sqrt(2 * freedom));
  }
});

test.each([
  [2, [{}]],
  [3, [{}, { failsAt: 0 }]],
  [4, [{}, {}, {}]],
] satisfies [number, Manner[]][])('%d workers draw the same answers', (_, manners) => {
  expect(
    drawn(
      3,
      crewOf(manners, () => bothKernels()[0]),
    ),
  ).toEqual(drawn(3));
});
