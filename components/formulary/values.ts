/** What a reader can choose rules and scenarios by, and which values each of them has. */
import { scenarioSets, topics, type Scenario, type Topic } from '../../sim/examples/scenarios.ts';
import { evidenceWords } from '../../sim/world/evidence.ts';
import { isAsked, ruleKinds, slugOf, type RuleEntry, type RuleKind } from '../../sim/world/rules.ts';
import { bodies, bodiesIn } from './authorities.ts';
import { valueOf, type Facet } from './filter.ts';
import { allNames, drugNames, namesIn, otherNames } from './names.ts';

const OF_KIND: Readonly<Record<RuleKind, readonly Topic[]>> = {
  kidney: ['dosing'],
  liver: ['special population'],
  pregnancy: ['special population'],
  genotype: ['pharmacogenomics'],
  child: ['dosing', 'special population'],
  interaction: ['interaction'],
  'safe-pair': ['interaction'],
  reaction: ['contraindication'],
};

const HERBS_AND_FOOD = ["St John's wort", 'grapefruit juice', 'vitamin K-rich foods'];

/** The topics of its kind; and those that its verdicts and its partner add. */
export function topicsOf({ kind, verdicts, partner }: RuleEntry): Topic[] {
  const added: Topic[] = [
    ...(verdicts.some(({ severity }) => severity === 3) ? (['contraindication'] as const) : []),
    ...(verdicts.some(({ verdict }) => verdict === 'MONITOR') ? (['monitoring'] as const) : []),
    ...(partner !== undefined && HERBS_AND_FOOD.includes(partner) ? (['herbal'] as const) : []),
  ];
  return [...new Set([...OF_KIND[kind], ...added])];
}

export const askedWords = {
  yes: 'asked',
  partly: 'asked in part',
  no: 'not asked',
} as const;

/** In part: with one stage of the liver, or with some of give, start and continue. */
export function askedOf(rule: RuleEntry): keyof typeof askedWords {
  if (!isAsked(rule)) return 'no';
  const { verdicts, verbs } = rule;
  return verbs !== undefined || verdicts.some(({ notAsked }) => notAsked !== undefined) ? 'partly' : 'yes';
}

const written = (values: readonly (readonly [Facet, string])[]): string =>
  [...new Set(values.map(([facet, value]) => valueOf(facet, value)))].join(' ');

export const valuesOfRule = (rule: RuleEntry): string =>
  written([
    ['drug', slugOf(rule.drug)],
    ...(rule.partner === undefined ? [] : [['drug', slugOf(rule.partner)] as const]),
    ['kind', rule.kind],
    ...topicsOf(rule).map((topic) => ['topic', slugOf(topic)] as const),
    ...bodiesIn(rule.authority).map((id) => ['authority', id] as const),
    ['evidence', rule.checked],
    ...rule.verdicts.map(({ severity }) => ['severity', String(severity)] as const),
    ['asked', askedOf(rule)],
  ]);

/** A scenario has no severity, and is not one question of the world. */
export const valuesOfScenario = ({ prompt, answer, set, topic, authority, checked }: Scenario): string =>
  written([
    ...namesIn(`${prompt} ${answer}`).map((name) => ['drug', slugOf(name)] as const),
    ['kind', set],
    ['topic', slugOf(topic)],
    ...bodiesIn(authority).map((id) => ['authority', id] as const),
    ['evidence', checked],
  ]);

export interface Choice {
  readonly facet: Facet;
  readonly label: string;
  readonly groups: readonly {
    readonly label?: string;
    readonly options: readonly (readonly [value: string, words: string])[];
  }[];
}

const named = (list: readonly string[]) => list.map((name) => [slugOf(name), name] as const);

export const choices: readonly Choice[] = [
  {
    facet: 'drug',
    label: 'drug',
    groups: [
      { label: 'Drugs', options: named(drugNames) },
      { label: 'Foods, herbs and others', options: named(otherNames) },
    ],
  },
  { facet: 'topic', label: 'topic', groups: [{ options: named(topics) }] },
  {
    facet: 'kind',
    label: 'kind',
    groups: [
      { label: 'Rules', options: Object.entries(ruleKinds) },
      { label: 'Scenarios', options: Object.entries(scenarioSets) },
    ],
  },
  {
    facet: 'authority',
    label: 'authority',
    groups: [{ options: bodies.map(({ id, name }) => [id, name] as const) }],
  },
  { facet: 'evidence', label: 'evidence', groups: [{ options: Object.entries(evidenceWords) }] },
  {
    facet: 'severity',
    label: 'severity (rules)',
    groups: [
      {
        options: [
          ['3', '3: contraindicated'],
          ['2', '2: major pair, or avoid in a condition'],
          ['1', '1: all others'],
        ],
      },
    ],
  },
  { facet: 'asked', label: 'asked (rules)', groups: [{ options: Object.entries(askedWords) }] },
];

if (new Set(allNames.map(slugOf)).size !== allNames.length)
  throw new Error('two names of the formulary have one slug');
