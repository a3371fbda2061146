/** Losses and slopes of the methods against PyTorch's, in float64, on answers of different lengths. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mean } from '../../../sim/measure/mean.ts';
import { centred, leaveOneOut, standardisedInGroup } from '../../../sim/stages/methods/groupAdvantages.ts';
import { groupLoss } from '../../../sim/stages/methods/groupLoss.ts';
import {
  dpoLoss,
  ipoLoss,
  simpoLoss,
  type Likelihood,
  type PairLoss,
} from '../../../sim/stages/methods/preferenceLosses.ts';
import { ktoLoss } from '../../../sim/stages/methods/thumbLoss.ts';

type Ragged = readonly (readonly number[])[];
interface Result {
  readonly loss: number;
  readonly slopes: Ragged;
}
interface Case extends Record<'dpo' | 'ipo' | 'simpo' | 'kto' | 'rloo' | 'grpo' | 'drGrpo', Result> {
  readonly beta: number;
  readonly gamma: number;
  readonly z: number;
  readonly rewards: readonly number[];
  readonly policy: Ragged;
  readonly old: Ragged;
  readonly reference: Ragged;
}
const { cases, clipRange, constant } = JSON.parse(
  readFileSync('test/references/preference_losses.json', 'utf8'),
) as { cases: readonly Case[]; clipRange: number; constant: number };

const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);

function expectSame(ours: Result, torch: Result) {
  expect(Math.abs(ours.loss - torch.loss)).toBeLessThan(1e-10);
  expect(ours.slopes.map(({ length }) => length)).toEqual(torch.slopes.map(({ length }) => length));
  for (const [i, row] of torch.slopes.entries())
    for (const [t, slope] of row.entries()) expect(Math.abs(ours.slopes[i]![t]! - slope)).toBeLessThan(1e-10);
}

describe.each(cases)('β = $beta', (given) => {
  const { beta, gamma, z, rewards, policy, old, reference } = given;
  const answers = policy.map((tokens, i): Likelihood => ({
    policy: sum(tokens),
    reference: sum(reference[i]!),
    length: tokens.length,
  }));
  /** A slope for each answer, on each of its tokens. */
  const spread = (slopes: readonly number[]) => policy.map((tokens, i) => tokens.map(() => slopes[i]!));

  function pairs(loss: PairLoss): Result {
    const all = Array.from({ length: answers.length / 2 }, (_, i) =>
      loss(answers[2 * i]!, answers[2 * i + 1]!),
    );
    return {
      loss: mean(all.map((each) => each.loss)),
      slopes: spread(all.flatMap(({ chosen, rejected }) => [chosen / all.length, rejected / all.length])),
    };
  }
  test('DPO', () => expectSame(pairs(dpoLoss(beta)), given.dpo));
  test('IPO', () => expectSame(pairs(ipoLoss(beta)), given.ipo));
  test('SimPO', () => expectSame(pairs(simpoLoss(beta, gamma)), given.simpo));

  test('KTO', () => {
    const all = answers.map((answer, i) => ktoLoss(beta, answer, i % 2 === 0, z));
    const slopes = spread(all.map(({ slope }) => slope / all.length));
    expectSame({ loss: mean(all.map(({ loss }) => loss)), slopes }, given.kto);
  });

  test('RLOO', () => {
    const advantages = leaveOneOut(rewards);
    const loss = -mean(answers.map((answer, i) => advantages[i]! * answer.policy));
    expectSame({ loss, slopes: spread(advantages.map((each) => -each / answers.length)) }, given.rloo);
  });

  function group(advantages: readonly number[], divisorOf: (length: number) => number): Result {
    const all = policy.map((tokens, i) =>
      groupLoss(
        { policy: tokens, old: old[i]!, reference: reference[i]! },
        advantages[i]!,
        divisorOf(tokens.length),
        { clipRange, beta },
      ),
    );
    return {
      loss: mean(all.map(({ loss }) => loss)),
      slopes: all.map(({ slopes }) => slopes.map((slope) => slope / all.length)),
    };
  }
  test('GRPO', () =>
    expectSame(
      group(standardisedInGroup(rewards), (length) => length),
      given.grpo,
    ));
  test('Dr. GRPO', () =>
    expectSame(
      group(centred(rewards), () => constant),
      given.drGrpo,
    ));
});

test('some tokens of the fixture are clipped, and some are not', () => {
  const ratios = cases.flatMap(({ policy, old }) =>
    policy.flatMap((tokens, i) => tokens.map((each, t) => Math.exp(each - old[i]![t]!))),
  );
  const beyond = ratios.filter((ratio) => Math.abs(ratio - 1) > clipRange).length;
  expect(beyond).toBeGreaterThan(3);
  expect(ratios.length - beyond).toBeGreaterThan(3);
});
