/** Draws questions: kind by weight, then uniformly a true verdict, then uniformly a question. */
import type { Rng } from '../../rng.ts';
import type { Question } from '../questions.ts';
import type { Sampler } from '../sampler.ts';
import type { Kind, OwnFact } from './facts.ts';

const WEIGHTS: Readonly<Record<Kind, number>> = { case: 3, axis: 3, unknown: 1 };

export function samplerOf(
  train: readonly Question<OwnFact>[],
  test: readonly Question<OwnFact>[],
): Sampler<OwnFact> {
  return { train: drawFrom(train), heldOut: drawFrom(test) };
}

function drawFrom(questions: readonly Question<OwnFact>[]): (rng: Rng) => Question<OwnFact> {
  const kinds = (Object.keys(WEIGHTS) as Kind[]).flatMap((kind) => {
    const ofKind = questions.filter(({ fact }) => fact.kind === kind);
    const groups = [...new Set(ofKind.map(({ fact }) => fact.role))].map((role) =>
      ofKind.filter(({ fact }) => fact.role === role),
    );
    return groups.length === 0 ? [] : [{ weight: WEIGHTS[kind], groups }];
  });
  const total = kinds.reduce((sum, { weight }) => sum + weight, 0);
  return (rng) => {
    let left = rng.uniform() * total;
    const drawn = kinds.find(({ weight }) => (left -= weight) < 0) ?? kinds.at(-1)!;
    const group = drawn.groups[rng.integer(drawn.groups.length)]!;
    return group[rng.integer(group.length)]!;
  };
}
