/** Cleaning as a series of steps: the course's and the source's, in an order that can be chosen. */
import type { ChoiceParam } from '../../param.ts';
import { repairEncoding, repairEncodingAsSource } from './encoding.ts';
import { decodeEntities, stripTags, stripTagsAsSource } from './tags.ts';
import { removeUrls, removeUrlsAsSource } from './urls.ts';

export const stepNames = ['spaces', 'tags', 'entities', 'encoding', 'addresses'] as const;
export type StepName = (typeof stepNames)[number];
type Steps = Readonly<Record<StepName, (text: string) => string>>;

const spaces = (text: string) => text.replace(/\s+/g, ' ');

export type Cleaner = 'source' | 'correct';
export const cleaner = {
  kind: 'choice',
  label: 'cleaner',
  help: 'Patterns as they are often written, or patterns that do what was meant.',
  choices: { source: 'careless', correct: 'correct' },
  default: 'source',
} as const satisfies ChoiceParam;

export type Order = 'source' | 'safe' | 'entitiesFirst';
export const order = {
  kind: 'choice',
  label: 'order',
  help: 'Which step comes first: each sees what the one before has left.',
  choices: {
    source: 'spaces first',
    safe: 'addresses first',
    entitiesFirst: 'entities before tags',
  },
  default: 'source',
} as const satisfies ChoiceParam;

const STEPS: Readonly<Record<Cleaner, Steps>> = {
  source: {
    spaces,
    tags: stripTagsAsSource,
    entities: (text) => text, // it has no such step
    encoding: repairEncodingAsSource,
    addresses: removeUrlsAsSource,
  },
  correct: {
    spaces,
    tags: stripTags,
    entities: decodeEntities,
    encoding: repairEncoding,
    addresses: removeUrls,
  },
};

const ORDERS: Readonly<Record<Order, readonly StepName[]>> = {
  source: ['spaces', 'tags', 'entities', 'encoding', 'addresses'],
  safe: ['addresses', 'tags', 'entities', 'encoding', 'spaces'],
  entitiesFirst: ['addresses', 'entities', 'tags', 'encoding', 'spaces'],
};

/** The text after each step, in order; both ends are trimmed after the last one. */
export function cleaningSteps(
  text: string,
  cleaner: Cleaner,
  order: Order,
): { readonly step: StepName; readonly text: string }[] {
  let current = text;
  return ORDERS[order].map((step, i, steps) => {
    current = STEPS[cleaner][step](current);
    if (i === steps.length - 1) current = current.trim();
    return { step, text: current };
  });
}

/** The clean text, each cleaner in the order that belongs to it unless another is asked for. */
export function cleaned(
  text: string,
  cleaner: Cleaner,
  order: Order = cleaner === 'source' ? 'source' : 'safe',
) {
  return cleaningSteps(text, cleaner, order).at(-1)!.text;
}
