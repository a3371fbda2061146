/** Draws questions: class by weight, then uniformly a true verdict, then uniformly a question. */
import type { Rng } from '../rng.ts';
import type { Fact, Need, Truth } from './fact.ts';
import type { Question } from './questions.ts';
import type { QuestionClass } from './verdicts.ts';

export interface Sampler<F extends Truth = Fact> {
  train(rng: Rng): Question<F>;
  heldOut(rng: Rng): Question<F>;
}

const CLASS_WEIGHTS: Readonly<Record<QuestionClass, number>> = {
  renal: 3,
  interaction: 3,
  condition: 2,
  dose: 2,
  pgx: 1,
  unknown: 2,
};

/** All unknowns have one verdict, so that what is missing takes its place. */
const NEED_WEIGHTS: Readonly<Record<Need, number>> = {
  egfr: 2,
  weight: 1.5,
  age: 0.1,
  genotype: 1,
  history: 0.5,
  evidence: 5,
};

type Draw = (rng: Rng) => Question;

interface Weighted {
  readonly weight: number;
  readonly draw: Draw;
}

function groupedBy(questions: readonly Question[], nameOf: (question: Question) => string) {
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const name = nameOf(question);
    const group = groups.get(name);
    if (group) group.push(question);
    else groups.set(name, [question]);
  }
  return [...groups];
}

const uniformly =
  (questions: readonly Question[]): Draw =>
  (rng) =>
    questions[rng.integer(questions.length)]!;

function byWeight(parts: readonly Weighted[]): Draw {
  let total = 0;
  for (const { weight } of parts) total += weight;
  return (rng) => {
    let left = rng.uniform() * total;
    for (const { weight, draw } of parts) {
      left -= weight;
      if (left < 0) return draw(rng);
    }
    return parts.at(-1)!.draw(rng);
  };
}

function drawFrom(questions: readonly Question[]): Draw {
  const classes = groupedBy(questions, ({ fact }) => fact.questionClass).map(([name, group]) => ({
    weight: CLASS_WEIGHTS[name as QuestionClass],
    draw: byWeight(
      name === 'unknown'
        ? groupedBy(group, ({ fact }) => fact.need!).map(([need, part]) => ({
            weight: NEED_WEIGHTS[need as Need],
            draw: uniformly(part),
          }))
        : groupedBy(group, ({ fact }) => fact.verdict).map(([, part]) => ({
            weight: 1,
            draw: uniformly(part),
          })),
    ),
  }));
  return byWeight(classes);
}

interface Splits {
  readonly train: readonly Question[];
  readonly test: readonly Question[];
}

const known = new WeakMap<Splits, Sampler>();

/** Grouped once per world. */
export function createSampler(world: Splits): Sampler {
  let sampler = known.get(world);
  if (!sampler) {
    sampler = { train: drawFrom(world.train), heldOut: drawFrom(world.test) };
    known.set(world, sampler);
  }
  return sampler;
}
