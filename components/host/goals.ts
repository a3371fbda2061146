/** How a run does in an exercise. */
import type { History } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { measured } from '../../sim/run.ts';
import type { Goal } from '../../sim/words.ts';

export interface GoalResult {
  /** A run that does not count may lack the number: of three tokens none is the fourth. */
  readonly value?: number;
  readonly met: boolean;
  /** Why the run does not count. */
  readonly why?: string;
}

export function judge(goal: Goal, { rows, settings }: History): GoalResult {
  const why = goal.unless?.(settings);
  if (why !== undefined) return { ...valueIfAny(goal, rows), met: false, why };
  const value = goal.measure(measured(rows));
  return { value, met: value >= goal.target[0] && value <= goal.target[1] };
}

function valueIfAny(goal: Goal, rows: History['rows']): Pick<GoalResult, 'value'> {
  try {
    return { value: goal.measure(measured(rows)) };
  } catch {
    return {};
  }
}

export type Outcome = 'met' | 'low' | 'high' | 'unless';

export function outcomeOf(goal: Goal, history: History): Outcome {
  const { value, met, why } = judge(goal, history);
  if (why !== undefined) return 'unless';
  return met ? 'met' : value! < goal.target[0] ? 'low' : 'high';
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
