/** What is said of a run beside its picture, computed from its rows alone. */
import { advised, type Ended } from '../../../sim/experiments/pipeline/advice.ts';
import { stabilityOf, type Stability } from '../../../sim/measure/stability.ts';

export interface Report {
  /** Undefined where PPO made no step. */
  readonly stability: Stability | undefined;
  /** Nats per answer. */
  readonly target: number;
  /** Updates that each row of PPO sums up, on average. */
  readonly updates: number;
  readonly advices: readonly { readonly id: string; readonly says: string }[];
}

export function reportOf(run: Ended): Report {
  const ppo = run.rows.filter(({ series }) => series === 'ppo');
  const target = run.settings['klTarget'] as number;
  const updates = ppo.map((row) => ({ kl: row['kl'] as number, gold: row['gold'] as number }));
  return {
    stability: stabilityOf(updates, target),
    target,
    updates: ppo.length === 0 ? 0 : (ppo.at(-1)!['step'] as number) / ppo.length,
    advices: advised(run).map(({ advice, says }) => ({ id: advice.id, says })),
  };
}
