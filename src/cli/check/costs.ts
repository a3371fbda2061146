/** What each part cost last: on this machine, or, before it has run anything, what is committed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Costs } from './part.ts';

const HERE = 'test/output/costs.json';
/** A copy of HERE; it orders the first run on another machine, and nothing else depends on it. */
const COMMITTED = 'test/costs.json';

const read = (file: string): Costs =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Costs) : {};

export const readCosts = (): Costs => ({ ...read(COMMITTED), ...read(HERE) });

export function noteCosts(costs: Costs): void {
  const sorted = Object.entries({ ...readCosts(), ...costs }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(HERE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
