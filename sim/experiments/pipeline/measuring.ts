/** How a finished model answers the held-out questions and the probe, as rows. */
import { evaluate } from '../../stages/evaluation.ts';
import { answerOf, type Laboratory } from '../../stages/laboratory.ts';
import type { Standard } from '../../stages/standard.ts';
import type { Probe } from '../../stages/probe.ts';
import { judge, readableAnswer, verdicts, type Question, type Verdict } from '../../world/world.ts';
import type { RowOf } from '../../experiment.ts';
import type { measurementSeries } from './series.ts';

/**
 * @param model base, SFT or PPO, as 0, 1, 2
 * @param standard of the reward model's scores, once there is one
 */
export type Measure = (
  model: number,
  standard?: Standard,
) => Generator<RowOf<typeof measurementSeries> | undefined, void, undefined>;

export function measuring(
  laboratory: Laboratory,
  questions: readonly Question[],
  probe: Probe,
  temperature: number,
): Measure {
  const { world, policy } = laboratory;
  const rng = laboratory.rng.stream('measuring');
  return function* (model, standard) {
    for (const degree of new Set([temperature, 0])) {
      const measured = yield* evaluate(
        laboratory,
        questions,
        degree,
        rng.stream(`${model} ${degree}`),
        standard,
      );
      const who = 2 * model + (degree === 0 ? 1 : 0);
      yield { series: 'measurement', who, model, temperature: degree, ...measured };
    }
    const answer = answerOf(laboratory, probe.question);
    const likely = probe.probabilities(policy);
    yield {
      series: 'answer',
      model,
      text: readableAnswer(world.decode(answer), probe.question.fact),
      judged: judge(probe.question, answer).right ? 0 : 1,
      ...(Object.fromEntries(verdicts.map((verdict, i) => [verdict, likely[i]!])) as Record<Verdict, number>),
    };
  };
}
