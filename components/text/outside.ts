/** Numbers that come from outside the course, each with its source. Build time only (Node). */
import { readJson } from '../project.ts';

export interface OutsideNumber {
  readonly id: string;
  /** What is counted or measured, as a noun phrase. */
  readonly says: string;
  /** A number, or an interval or text as its source prints it. */
  readonly value: number | string;
  readonly unit?: string;
  /** A key of the bibliography, or an address. */
  readonly source: string;
  /** Where in the source: "table 6", "sec. 3.4". */
  readonly place: string;
  /** Year and month in which it was read. */
  readonly read: string;
  /** Read in a copy or a secondary source; the primary was not opened. */
  readonly copy?: true;
}

export const outsideNumbers = readJson('content/outside.json') as readonly OutsideNumber[];

/** @throws if the file has no such number */
export function outsideOf(id: string): OutsideNumber {
  const entry = outsideNumbers.find((each) => each.id === id);
  if (!entry) throw new Error(`no number "${id}" in content/outside.json`);
  return entry;
}

/** The number and its unit, as a page prints them. */
export function writtenOutside({ value, unit = '' }: OutsideNumber): string {
  const written =
    typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 6 }) : value;
  return unit === '' ? written : `${written}\u00a0${unit}`;
}

/** "github.com/huggingface/trl: ppo_config.py", without the commit, to which the link leads. */
export function sourceNameOf(address: string): string {
  const { hostname, pathname } = new URL(address);
  const [owner, repository, ...path] = pathname.split('/').filter(Boolean);
  if (hostname !== 'github.com') return hostname + pathname;
  return `${hostname}/${owner}/${repository}: ${path.at(-1)}`;
}
