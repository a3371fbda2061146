/** A flow from a page's own list of steps, one after the other. */
import type { Edge, Flow, Node } from './flow.ts';
import { plain } from './plain.ts';

export type Steps = readonly (readonly [string, string])[];

/** Lists that do more than go on, by their label: the last step leads back to this one, or no step leads to another. */
export const SHAPES: Readonly<Record<string, { readonly back: number } | 'cases'>> = {
  'One round': { back: 0 },
  'The human feedback loop': { back: 0 },
  'Uncertainty sampling': { back: 1 },
  'What a step of PPO can learn from three questions of a pharmacy': 'cases',
};

export function flowOf(label: string, steps: Steps): Flow {
  const shape = SHAPES[label];
  const idOf = (i: number) => `step-${i + 1}`;
  const nodes = steps.map(([name, says], i): Node => ({
    id: idOf(i),
    is: 'step',
    name: plain(name),
    note: plain(says),
    says,
    at: [0, i],
  }));
  const last = steps.length - 1;
  const onwards = steps.slice(1).map((_, i): Edge => ({ from: idOf(i), to: idOf(i + 1) }));
  if (shape === 'cases') return { label, nodes, edges: [] };
  const back: Edge[] = shape ? [{ from: idOf(last), to: idOf(shape.back), is: 'again', label: 'again' }] : [];
  return { label, nodes, edges: [...onwards, ...back] };
}
