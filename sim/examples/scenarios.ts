/**
 * The 57 scenarios of the source in one list, and four subjects that it names without a text. For pages and files; no run
 * imports it.
 */
import type { Evidence } from '../world/formulary.ts';
import { demonstrations } from './demonstrations.ts';
import { eightQuestions } from './eightQuestions.ts';
import { preferencePairs } from './preferencePairs.ts';
import { pretrainingSequences } from './pretrainingSequences.ts';
import file from './scenarios.json' with { type: 'json' };

export const topics = [
  'symptom',
  'dosing',
  'interaction',
  'contraindication',
  'adverse event',
  'pharmacogenomics',
  'special population',
  'monitoring',
  'herbal',
] as const;
export type Topic = (typeof topics)[number];

/** Where a scenario comes from; the first five are the source's. */
export const scenarioSets = {
  sequence: 'pretraining sequence',
  demonstration: 'demonstration',
  pair: 'preference pair',
  query: 'query',
  case: 'case study',
  added: 'named without a text',
} as const;
export type ScenarioSet = keyof typeof scenarioSets;

export interface Scenario {
  readonly id: string;
  readonly set: ScenarioSet;
  readonly topic: Topic;
  readonly prompt: string;
  readonly answer: string;
  /** What the other answer of a pair says; it is wrong. */
  readonly rejected?: string;
  readonly why?: string;
  readonly authority: string;
  readonly checked: Evidence;
  /** Of another scenario: the same situation with fewer details. */
  readonly repeats?: string;
  /** Printed in the source, not rebuilt. */
  readonly printed?: true;
  /** Where the course tells it, if no component prints it. */
  readonly place?: { readonly page: string; readonly section: string };
  /** The fact of the teaching world that is nearest. */
  readonly fact?: string;
}

const topicOf = (name: string): Topic => {
  const topic = topics.find((each) => each === name);
  if (topic === undefined) throw new RangeError(`no topic "${name}"; there are ${topics.join(', ')}`);
  return topic;
};

interface Told {
  readonly id: string;
  readonly topic: string;
  readonly prompt: string;
  readonly answer: string;
  readonly authority: string;
  readonly checked: string;
  readonly repeats?: string;
  readonly page?: string;
  readonly section?: string;
}

const told = (set: ScenarioSet, list: readonly Told[]): Scenario[] =>
  list.map(({ id, topic, prompt, answer, authority, checked, repeats, page, section }) => ({
    id,
    set,
    topic: topicOf(topic),
    prompt,
    answer,
    authority,
    checked: checked as Evidence,
    ...(repeats === undefined ? {} : { repeats }),
    ...(page === undefined || section === undefined ? {} : { place: { page, section } }),
  }));

const queryTopics: Readonly<Record<string, string>> = file.queryTopics;

export const scenarios: readonly Scenario[] = [
  ...pretrainingSequences.map(({ id, topic, context, continuation, authority, checked }) => ({
    id,
    set: 'sequence' as const,
    topic: topicOf(topic),
    prompt: context,
    answer: continuation,
    authority,
    checked,
  })),
  ...demonstrations.map(({ id, topic, prompt, completion, authority, checked }) => ({
    id,
    set: 'demonstration' as const,
    topic: topicOf(topic),
    prompt,
    answer: completion,
    authority,
    checked,
  })),
  ...preferencePairs.map(({ id, topic, prompt, chosen, rejected, why, authority, checked }) => ({
    id,
    set: 'pair' as const,
    topic: topicOf(topic),
    prompt,
    answer: chosen,
    rejected,
    why,
    authority,
    checked,
  })),
  ...eightQuestions.map(({ id, question, corrected, authority, checked, documented, fact }) => ({
    id,
    set: 'query' as const,
    topic: topicOf(queryTopics[id] ?? ''),
    prompt: question,
    answer: corrected,
    authority,
    checked,
    ...(documented ? { printed: true as const } : {}),
    ...(fact === undefined ? {} : { fact }),
  })),
  ...told('case', file.cases),
  ...told('added', file.added),
];

export const isOfSource = ({ set }: Scenario): boolean => set !== 'added';

/** The years that stand in the name of an authority: which edition is meant, as far as it was written down. */
export function editionOf(authority: string): string {
  const years = authority.split(';').map((each) => /\b(?:19|20)\d\d\b/.exec(each)?.[0]);
  const known = [...new Set(years.filter((year) => year !== undefined))];
  if (known.length === 0) return 'not recorded';
  return `${known.join(', ')}${years.includes(undefined) ? '; otherwise not recorded' : ''}`;
}
