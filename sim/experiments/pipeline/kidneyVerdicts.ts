/** What a model says first about a drug at every kidney function, and how sure and how right it is. */
import type { Checkpoint } from '../../model/checkpoint.ts';
import type { Transformer } from '../../model/transformer.ts';
import { calibrationError, type Claim } from '../../measure/calibration.ts';
import { mean } from '../../measure/mean.ts';
import { inBatches } from '../../stages/batches.ts';
import { firstToken } from '../../stages/responses.ts';
import {
  createWorld,
  drugsWithRenalSteps,
  isMyth,
  type RenalSteps,
  type Verdict,
} from '../../world/world.ts';

/** Whole values from 0 on. */
export const VALUES = 100;

/** Verdicts that a question about kidney function can have; the rest is one row. */
export const ROWS = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL'] as const;

/** Every drug that can be asked about. */
export const steps = drugsWithRenalSteps();

/** Drugs about whose kidney limits the web of this world has a myth, and those about which it has none. */
export const byMyth = [true, false].map((myth) =>
  steps.filter(({ drug }) => isMyth({ topic: `renal ${drug}` }) === myth),
);

export const rowOf = (verdict: Verdict): number => {
  const row = (ROWS as readonly string[]).indexOf(verdict);
  return row < 0 ? ROWS.length : row;
};

/** By kernels and drug: once asked, a figure can go from value to value and from drug to drug at once. */
const known = new WeakMap<Checkpoint, Map<string, number[][]>>();

/**
 * P(verdict) by value and row, the mean over the phrasings.
 *
 * @param of the checkpoint that the model holds
 */
export function verdictsOf(model: Transformer, of: Checkpoint, about: RenalSteps): number[][] {
  const asked = known.get(of) ?? new Map<string, number[][]>();
  known.set(of, asked);
  const key = `${model.kernels.kind} ${about.drug}`;
  const said = asked.get(key) ?? ask(model, about);
  asked.set(key, said);
  return said;
}

function ask(model: Transformer, { phrasings }: RenalSteps): number[][] {
  const { vocabulary } = createWorld();
  const tokens = ROWS.map((verdict) => vocabulary.indexOf(verdict));
  const prompts = Array.from({ length: VALUES }, (_, value) =>
    phrasings(value).map((prompt) => ({ value, prompt })),
  ).flat();
  const sums = Array.from({ length: VALUES }, () => tokens.map(() => 0));
  const counts = Array.from({ length: VALUES }, () => 0);
  for (const some of inBatches(prompts, model.capacity)) {
    const rows = firstToken(
      model,
      some.map(({ prompt }) => prompt),
    );
    for (const [i, { value }] of some.entries()) {
      counts[value]! += 1;
      for (const [v, token] of tokens.entries()) sums[value]![v]! += rows[i]![token]!;
    }
  }
  return sums.map((row, value) => {
    const listed = row.map((sum) => sum / counts[value]!);
    return [...listed, Math.max(0, 1 - listed.reduce((sum, p) => sum + p, 0))];
  });
}

/** The likeliest verdicts at the values that have a right one. */
export function claimsOf(said: readonly (readonly number[])[], { asked, truth }: RenalSteps): Claim[] {
  return said.flatMap((row, value) => {
    if (!asked(value)) return [];
    const confidence = Math.max(...row);
    return [{ confidence, right: row[rowOf(truth(value))] === confidence }];
  });
}

/** At each value, how many drugs have each verdict as the right one. */
const right = Array.from({ length: VALUES }, (_, value) => {
  const asked = steps.filter((each) => each.asked(value));
  return ROWS.map((_, row) => asked.filter((each) => rowOf(each.truth(value)) === row).length);
});

/**
 * What somebody would claim who knows kidneys and no drug: at each value the verdict that is right for most drugs, with
 * a probability of the share of drugs for which it is. Nothing that asks no model does better without looking at the drug.
 */
export function claimsByKidney({ asked, truth }: RenalSteps): Claim[] {
  return right.flatMap((counts, value) => {
    if (!asked(value)) return [];
    const most = Math.max(...counts);
    const confidence = most / counts.reduce((sum, count) => sum + count, 0);
    return [{ confidence, right: counts.indexOf(most) === rowOf(truth(value)) }];
  });
}

export interface Sureness {
  /** Share of the values at which the likeliest verdict is the right one. */
  readonly right: number;
  /** Mean probability of the likeliest verdict. */
  readonly confidence: number;
  /** The same where it is wrong; 0 if it never is. */
  readonly wrongly: number;
  /** Share of the values at which an earlier model was right and this one is not. */
  readonly lost: number;
  readonly calibration: number;
}

/** @param before what an earlier model claims at the same values */
export function surenessOf(claims: readonly Claim[], before: readonly Claim[]): Sureness {
  const wrong = claims.filter(({ right }) => !right);
  const confidence = (some: readonly Claim[]) =>
    some.length > 0 ? mean(some.map((claim) => claim.confidence)) : 0;
  return {
    right: 1 - wrong.length / claims.length,
    confidence: confidence(claims),
    wrongly: confidence(wrong),
    lost: claims.filter((claim, i) => before[i]!.right && !claim.right).length / claims.length,
    calibration: calibrationError(claims),
  };
}
