/** How many scenarios the source has, and how many stand on the page: counted, where prose would type a number. */
import { isOfSource, scenarios, scenarioSets, type ScenarioSet } from '../../sim/examples/scenarios.ts';
import { ORIGINAL } from '../programs/sizes.ts';

export interface Count {
  readonly value: number;
  /** What is counted, as a noun phrase. */
  readonly says: string;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const count = (says: string, list: readonly unknown[]): Count => ({ value: list.length, says });
const ofSource = scenarios.filter(isOfSource);
const inSet = (set: ScenarioSet) =>
  count(
    `scenarios of the kind “${scenarioSets[set]}”`,
    scenarios.filter((each) => each.set === set),
  );
const original = (what: keyof typeof ORIGINAL): Count => ({
  value: ORIGINAL[what],
  says: `${what} of the original programs`,
});

const counts = {
  sequence: inSet('sequence'),
  demonstration: inSet('demonstration'),
  pair: inSet('pair'),
  query: inSet('query'),
  case: inSet('case'),
  added: inSet('added'),
  ofSource: count('scenarios that the documents of the source announce', ofSource),
  printed: count(
    'of these, printed there',
    ofSource.filter(({ printed }) => printed),
  ),
  written: count(
    'of these, written for the course',
    ofSource.filter(({ printed }) => !printed),
  ),
  situations: count(
    'scenarios of the page that repeat no other',
    scenarios.filter(({ repeats }) => repeats === undefined),
  ),
  originalSequences: original('sequences'),
  originalDemonstrations: original('demonstrations'),
  originalPairs: original('pairs'),
  originalQueries: original('queries'),
  originalAll: { value: sum(Object.values(ORIGINAL)), says: 'examples of the original programs' },
} as const satisfies Readonly<Record<string, Count>>;

export type Counted = keyof typeof counts;
export const counted = Object.keys(counts) as Counted[];
export const countOf = (what: Counted): Count => counts[what];
