/** Two worlds of other domains, as files like those of a reader. */
import allergens from './allergens.json' with { type: 'json' };
import shelfLife from './shelf-life.json' with { type: 'json' };
import type { OwnFile } from '../world/own/file.ts';
import { readWorld } from '../world/own/readWorld.ts';

export const shippedNames = {
  allergens: 'allergens in recipes',
  'shelf-life': 'shelf life in the fridge',
} as const;
export type Shipped = keyof typeof shippedNames;

/** As they lie in the repository, and as a reader may save them. */
export const shippedText = (name: Shipped): string =>
  JSON.stringify(name === 'allergens' ? allergens : shelfLife, undefined, 2);

/** @throws Error for a file that is refused */
export function fileOf(text: string): OwnFile {
  const reading = readWorld(text);
  if (reading.ok) return reading.file;
  const [{ line, column, reason }] = reading.problems as [(typeof reading.problems)[number]];
  throw new Error(`line ${line}${column === undefined ? '' : `, ${column}`}: ${reason}`);
}
