/** What answers a held-out question without a model: looking up, and always saying the same. */
import { metricsOf, type Metrics } from '../metrics.ts';
import type { Question } from '../questions.ts';
import { END } from '../world.ts';
import type { OwnFact } from './facts.ts';
import type { OwnWorld } from './ownWorld.ts';

/** The fact of a training question that lies nearest: the same one, or the nearest value of the thing; the lower of two. */
export function nearest(world: OwnWorld, { fact }: Question<OwnFact>): OwnFact | undefined {
  const same = world.train.find((other) => other.fact.key === fact.key);
  if (same || fact.kind !== 'axis') return same?.fact;
  const onAxis = world.train.flatMap((other) =>
    other.fact.kind === 'axis' && other.fact.thing === fact.thing ? [other.fact] : [],
  );
  const distance = (other: OwnFact) => Math.abs(other.value! - fact.value!);
  return onAxis.reduce<OwnFact | undefined>(
    (best, other) =>
      !best ||
      distance(other) < distance(best) ||
      (distance(other) === distance(best) && other.value! < best.value!)
        ? other
        : best,
    undefined,
  );
}

/** The key of a training question that occurs most, of those with the commonest verdict. */
export function commonest({ train }: OwnWorld): readonly string[] {
  const most = <T>(items: readonly T[], nameOf: (item: T) => string): T => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1);
    return items.reduce((best, item) =>
      counts.get(nameOf(item))! > counts.get(nameOf(best))! ? item : best,
    );
  };
  const facts = train.map(({ fact }) => fact);
  const { role } = most(facts, (fact) => fact.role);
  return most(
    facts.filter((fact) => fact.role === role),
    ({ answer }) => answer.join(' '),
  ).answer;
}

/** Both, on the questions on which models are measured. What cannot be looked up is handed back. */
export function baselinesOf(
  world: OwnWorld,
  questions: readonly Question<OwnFact>[],
): { readonly lookup: Metrics; readonly constant: Metrics } {
  const ended = (words: readonly string[]) => [...world.encode(words), END];
  const always = ended(commonest(world));
  return {
    lookup: metricsOf(
      world,
      questions,
      questions.map((question) => {
        const found = nearest(world, question);
        return ended(found ? found.answer : world.voices.needlessAsk(question.fact));
      }),
    ),
    constant: metricsOf(
      world,
      questions,
      questions.map(() => always),
    ),
  };
}
