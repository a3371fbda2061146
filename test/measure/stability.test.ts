/** The stability of PPO's updates, by hand. */
import { expect, test } from 'vitest';
import { stabilityOf } from '../../sim/measure/stability.ts';

const updates = (...pairs: readonly (readonly [kl: number, gold: number])[]) =>
  pairs.map(([kl, gold]) => ({ kl, gold }));

test('an update counts if it is near the fine-tuned model and its gold reward is held', () => {
  const stability = stabilityOf(updates([0.1, 0.5], [0.2, 0.6], [0.2, 0.57], [0.7, 0.65], [0.3, 0.64]), 0.5);
  // The third has fallen by more than 0.02, the fourth is too far away; the fifth is compared with the fourth.
  expect(stability).toEqual({ share: 3 / 5, near: 4 / 5, held: 4 / 5 });
});

test('a gold reward that falls slowly is compared with its best, not with the update before', () => {
  const slowly = updates(...Array.from({ length: 10 }, (_, i) => [0.1, 0.8 - i / 100] as const));
  expect(stabilityOf(slowly, 0.5)!.held).toBe(3 / 10);
});

test('at the target itself an update is not under it', () => {
  expect(stabilityOf(updates([0.5, 1], [0.49, 1]), 0.5)).toEqual({ share: 0.5, near: 0.5, held: 1 });
});

test('without updates there is nothing to be said', () => expect(stabilityOf([], 0.5)).toBeUndefined());
