/** How a run does in an exercise. */
import type { History } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { measured } from '../../sim/run.ts';
import type { Goal } from '../../sim/words.ts';

export type Outcome = 'met' | 'low' | 'high' | 'unless';

export function outcomeOf(goal: Goal, { rows, settings }: History): Outcome {
  const value = goal.measure(measured(rows));
  if (goal.unless?.(settings) !== undefined) return 'unless';
  return value < goal.target[0] ? 'low' : value > goal.target[1] ? 'high' : 'met';
}

/** What an exercise promises of its runs and does not keep, in words; a history for each settings is asked for. */
export function faultsOf(
  name: string,
  goal: Goal,
  historyOf: (settings: Partial<Settings>) => History,
): string[] {
  const promised: readonly (readonly [Partial<Settings>, boolean, string])[] = [
    [{}, outcomeOf(goal, historyOf({})) !== 'met', 'the default meets it'],
    [goal.solution, outcomeOf(goal, historyOf(goal.solution)) === 'met', 'the solution fails'],
    ...goal.wrong.map(
      ({ settings, fails, because }) =>
        [
          settings,
          outcomeOf(goal, historyOf(settings)) === fails,
          `a wrong setting does not fail for its reason: ${because}`,
        ] as const,
    ),
  ];
  return promised.flatMap(([settings, kept, fault]) =>
    kept ? [] : [`${name}: ${fault} (${JSON.stringify(settings)})`],
  );
}
