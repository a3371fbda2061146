/** Where the course uses a rule or a scenario, found in its pages when the site is built. */
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { scenarios, type Scenario, type ScenarioSet } from '../../sim/examples/scenarios.ts';
import { ruleOf, type RuleEntry, type RuleKind } from '../../sim/world/rules.ts';
import { facts } from '../../sim/world/facts.ts';
import { readText } from '../project.ts';
import { coursePages, pageOf, placedFigures, type CoursePage } from '../text/coursePages.ts';
import { names } from './names.ts';

export interface Use {
  /** Inside the site. */
  readonly to: string;
  readonly label: string;
}

/** This page itself, and pages that only list. */
const NO_USE = /^(reference\/|applications\/formulary$)/;

interface Line {
  readonly section: string;
  readonly text: string;
}

/** Lines of a page, each with the section in which it stands: a paragraph of prose is one, and so is a row of a table. */
export function linesOf(source: string): Line[] {
  let section = '';
  return source.split('\n').flatMap((text) => {
    const heading = /^#{2,3} .*\{\/\* #([\w-]+) \*\/\}/.exec(text);
    if (heading) section = heading[1]!;
    return section === '' || heading || text.trim() === '' ? [] : [{ section, text }];
  });
}

/** In reading order. */
const read = coursePages
  .filter(({ slug }) => !NO_USE.test(slug))
  .map((page) => ({ page, lines: linesOf(parseFrontmatter(readText(`content/${page.slug}.mdx`)).content) }));

const CONDITIONS: Readonly<Record<Exclude<RuleKind, 'interaction' | 'safe-pair' | 'genotype' | 'reaction'>, RegExp>> = {
  kidney: /\beGFR\b|\bkidneys?\b|\brenal\b|\bcreatinine clearance\b|\bCrCl\b/i,
  liver: /\bcirrhosis\b|\bhepatic\b|\bliver disease\b/i,
  pregnancy: /\bpregnan/i,
  child: /\bchild\b|\bchildren\b|mg\/kg/i,
}; // prettier-ignore

const REACTIONS: readonly (readonly [RegExp, RegExp])[] = [
  [/penicillin/, /penicillin/i],
  [/cephalexin/, /after cephalexin|cephalexin anaphylaxis/i],
  [/sulfonamide/, /sulfonamide/i],
  [/NSAID/, /NSAID hypersensitivity|hypersensitivity reaction to an NSAID/i],
  [/ACE inhibitor/, /angioedema/i],
  [/SJS|DRESS/, /\bSJS\b|\bDRESS\b/],
];

/** `HLA-B*15:02` of "HLA-B*15:02: carrier (drug-naive)", as pages write it, with or without a backslash. */
const geneOf = (about: string) => about.split(/[/:] ?(?=[A-Za-z])/)[0]!.replaceAll('*', '');

function speaksOf({ kind, about, partner, drug }: RuleEntry, text: string): boolean {
  if (!names(text, drug)) return false;
  switch (kind) {
    case 'interaction':
    case 'safe-pair':
      return names(text, partner!);
    case 'genotype':
      return text.replace(/\\?\*/g, '').includes(geneOf(about));
    case 'reaction':
      return REACTIONS.some(([rule, said]) => rule.test(about) && said.test(text));
    default:
      return CONDITIONS[kind].test(text);
  }
}

const shortName = ({ chapter, title }: CoursePage) => (chapter === undefined ? title : `chapter ${chapter}`);

/** Of each page the first section that speaks of it. */
const inProse = (rule: RuleEntry): Use[] =>
  read.flatMap(({ page, lines }) => {
    const line = lines.find(({ text }) => speaksOf(rule, text));
    return line === undefined ? [] : [{ to: `${page.slug}/#${line.section}`, label: shortName(page) }];
  });

const factOf = new Map(facts.map((fact) => [fact.key, fact]));

/** Scenarios that speak of a rule, or whose nearest question comes from it. */
export const scenariosOf = (rule: RuleEntry): Scenario[] =>
  scenarios.filter(({ prompt, answer, fact }) => {
    const nearest = fact === undefined ? undefined : factOf.get(fact);
    if (nearest !== undefined && ruleOf(nearest) === rule.id) return true;
    return rule.kind === 'kidney' ? kidneyOf(rule, prompt) : speaksOf(rule, `${prompt} ${answer}`);
  });

/** A scenario with a number speaks of the one band that holds it. */
function kidneyOf({ drug, about }: RuleEntry, prompt: string): boolean {
  const value = /(?:eGFR|clearance)\D{0,20}?(\d+)/i.exec(prompt)?.[1];
  if (value === undefined || !names(prompt, drug)) return false;
  const [low, high] = [/(\d+) (?:to|and)/, /below (\d+)/].map((bound) => bound.exec(about)?.[1]);
  return Number(value) >= Number(low ?? 0) && Number(value) < Number(high ?? Infinity);
}

export const usesOfRule = (rule: RuleEntry): Use[] => [
  ...inProse(rule),
  ...scenariosOf(rule).map(({ id }) => ({ to: `#scenario-${id.toLowerCase()}`, label: `scenario ${id}` })),
];

/** What prints a whole set, by component, or computes with it, by experiment. */
const SETS: Readonly<Record<ScenarioSet, { readonly components: string[]; readonly experiments: string[] }>> = {
  sequence: { components: ['PretrainingSequences'], experiments: ['memorisation'] },
  demonstration: { components: ['Demonstrations'], experiments: ['demonstrations'] },
  pair: { components: ['PreferencePairs'], experiments: ['reward-pairs', 'reward-length'] },
  query: { components: [], experiments: ['eight-answers', 'eight-questions'] },
  case: { components: [], experiments: [] },
  added: { components: [], experiments: [] },
}; // prettier-ignore

/** Where the whole set stands or is computed with; and where this scenario is told by itself. */
export function usesOfScenario({ id, set, place }: Scenario): Use[] {
  const { components, experiments } = SETS[set];
  const placed = coursePages.flatMap((page) =>
    NO_USE.test(page.slug)
      ? []
      : page.components.flatMap(({ name, attributes, section }): Use[] => {
          const label = shortName(page);
          if (['Scenario', 'Demonstration', 'Query'].includes(name) && attributes['of'] === id)
            return [{ to: `${page.slug}/#${section ?? ''}`, label: `${label}, by itself` }];
          if (components.includes(name)) return [{ to: `${page.slug}/#${section ?? ''}`, label }];
          return [];
        }),
  );
  const drawn = placedFigures
    .filter(({ page, experiment }) => experiments.includes(experiment) && !NO_USE.test(page.slug))
    .map(({ page, id: figure, label }) => ({ to: `${page.slug}/#${figure}`, label }));
  const told = place ? [{ to: `${place.page}/#${place.section}`, label: shortName(pageOf(place.page)) }] : []; // prettier-ignore
  return [...told, ...new Map([...placed, ...drawn].map((use) => [use.to, use])).values()];
}
