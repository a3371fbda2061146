/** Sampled gradients of the verdict game: on average the exact one; and no policy above the curve of optima. */
import { expect, test } from 'vitest';
import { createRng } from '../../sim/rng.ts';
import { rewardAt } from '../../sim/stages/verdictFrontier.ts';
import { gradientOf, logSoftmax, outcomeOf, type Game } from '../../sim/stages/verdictGame.ts';
import type { Match } from '../../sim/stages/verdictMethods/learner.ts';
import {
  losses,
  sampledFrom,
  slopesAt,
  type LossOf,
} from '../../sim/stages/verdictMethods/policyGradients.ts';

const [PROMPTS, VERDICTS, BETA] = [4, 6, 0.5];
const rng = createRng(3);
const normal = () => Float64Array.from({ length: PROMPTS * VERDICTS }, () => rng.normal());
const game: Game = {
  prompts: PROMPTS,
  verdicts: VERDICTS,
  rewards: normal(),
  reference: logSoftmax(normal(), VERDICTS),
};
const rows = Array.from({ length: PROMPTS }, (_, i) => i);
const policy = logSoftmax(normal(), VERDICTS);

test('RLOO is the exact gradient on average; GRPO, which divides by the deviation, is not', () => {
  const exact = gradientOf(game, policy, BETA);
  const off = (loss: LossOf) => {
    const match = { game, gold: game.rewards, beta: BETA, rng } as unknown as Match;
    const sum = new Float64Array(policy.length);
    const draws = 8000;
    const values = rows.map(() => 0);
    for (let i = 0; i < draws; i++) {
      const sampled = sampledFrom(match, rows, policy, values, { groupSize: 4 }, i);
      const { logits } = slopesAt(loss, sampled, policy, values, VERDICTS);
      for (const [k, slope] of logits.entries()) sum[k]! -= slope / draws;
    }
    return sum.reduce((most, each, k) => Math.max(most, Math.abs(each - exact[k]!)), 0);
  };
  expect(off(losses.rloo)).toBeLessThan(0.004);
  expect(off(losses.grpo)).toBeGreaterThan(0.012);
});

test('no policy lies above the curve of optima', () => {
  for (let trial = 0; trial < 50; trial++) {
    const { reward, kl } = outcomeOf(game, logSoftmax(normal(), VERDICTS), 0);
    expect(reward).toBeLessThanOrEqual(rewardAt(game, kl) + 1e-9);
  }
});
