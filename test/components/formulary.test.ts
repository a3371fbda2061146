/** What the page of the formulary stands on: scenarios, filter, uses, reports, corrections and files. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { counted, countOf, type Counted } from '../../components/examples/scenarioCounts.ts';
import { bodies, bodiesIn } from '../../components/formulary/authorities.ts';
import { corrections } from '../../components/formulary/corrections.ts';
import { csvOf, jsonLines, tables } from '../../components/formulary/downloads.ts';
import {
  countText,
  EVERYTHING,
  facets,
  isEverything,
  matches,
  plain,
  readQuery,
  strangeText,
  writeQuery,
  type Legal,
} from '../../components/formulary/filter.ts';
import { namesIn } from '../../components/formulary/names.ts';
import { reportAddress } from '../../components/formulary/report.ts';
import { createRng } from '../../sim/rng.ts';
import { linesOf, scenariosOf, usesOfRule, usesOfScenario } from '../../components/formulary/uses.ts';
import {
  askedOf,
  choices,
  topicsOf,
  valuesOfRule,
  valuesOfScenario,
} from '../../components/formulary/values.ts';
import { coursePages } from '../../components/text/coursePages.ts';
import { editionOf, isOfSource, scenarios, topics } from '../../sim/examples/scenarios.ts';
import { rules } from '../../sim/world/rules.ts'; // prettier-ignore

const ruleNamed = (id: string) => rules.find((rule) => rule.id === id)!;
const scenarioNamed = (id: string) => scenarios.find((scenario) => scenario.id === id)!;

describe('scenarios', () => {
  const ofSource = scenarios.filter(isOfSource);
  const count = (list: typeof scenarios, topic: string) => list.filter((each) => each.topic === topic).length;

  test('are the 57 of the source and four more, 60 situations, as the page says', () => {
    expect(ofSource).toHaveLength(57);
    expect(scenarios).toHaveLength(61);
    expect(scenarios.filter(({ repeats }) => repeats === undefined)).toHaveLength(60);
    expect(scenarios.filter(({ printed }) => printed)).toHaveLength(5);
    for (const set of ['sequence', 'demonstration', 'pair', 'query', 'case'] as const)
      expect(ofSource.filter((each) => each.set === set).length).toBe(
        { sequence: 15, demonstration: 12, pair: 20, query: 8, case: 2 }[set],
      );
  });
  test('are counted for the page, which types none of their numbers', () => {
    const of = (what: Counted) => countOf(what).value;
    expect(of('ofSource')).toBe(of('sequence') + of('demonstration') + of('pair') + of('query') + of('case'));
    expect(of('written') + of('printed')).toBe(of('ofSource'));
    expect(scenarios.length - of('situations')).toBe(1);
    expect([of('ofSource'), of('situations'), of('originalAll')]).toEqual([57, 60, 43]);
    const text = readFileSync('content/applications/formulary.mdx', 'utf8');
    for (const what of counted) expect(text, what).toContain(`<ScenarioCount of="${what}" />`);
    const section = text.slice(text.indexOf('## What stands here'), text.indexOf('## Find a rule'));
    expect(section.replace(/<[^>]+>|\{[^}]*\}|D\d|50\+/g, '')).not.toMatch(/\d/);
  });
  test('have each id and each prompt once', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
    expect(new Set(scenarios.map(({ prompt }) => prompt)).size).toBe(scenarios.length);
  });
  test('cover nine topics, in the numbers of the list that they were written to', () => {
    expect(topics.map((topic) => count(ofSource, topic))).toEqual([2, 7, 13, 7, 7, 5, 7, 6, 3]);
  });
  test('each names an authority and how it is known', () => {
    for (const { authority, checked, id } of scenarios) {
      expect(authority, id).toMatch(/\p{L}{2}/u);
      expect(['read', 'extract', 'knowledge'], id).toContain(checked);
    }
  });
  test('an edition is the years that are written down, and says where there are none', () => {
    expect(editionOf('AGS Beers Criteria 2023')).toBe('2023');
    expect(editionOf('FDA label (lithium); NICE')).toBe('not recorded');
    expect(editionOf('CPIC guideline 2022; FDA boxed warning')).toBe('2022; otherwise not recorded');
  });
});

describe('the filter', () => {
  const row = { text: plain('Warfarin with St John’s wort: AVOID'), values: new Set(['drug:warfarin', 'kind:interaction']) }; // prettier-ignore
  const legal = Object.fromEntries(facets.map((facet) => [facet, ['warfarin', 'interaction', 'yes']])) as unknown as Legal; // prettier-ignore

  test('finds all words, in any order, whatever their case, accents and apostrophes', () => {
    for (const text of ['', '  ', 'warfarin', 'WORT warf', 'st john’s', "john's"])
      expect(matches(row, { text, chosen: {} }), text).toBe(true);
    for (const text of ['warfarin ibuprofen', 'wortx'])
      expect(matches(row, { text, chosen: {} })).toBe(false);
  });
  test('knows other names of a drug', () => {
    const acetaminophen = { text: 'acetaminophen, pregnancy', values: new Set<string>() };
    expect(matches(acetaminophen, { text: 'Paracetamol', chosen: {} })).toBe(true);
    expect(matches(row, { text: 'paracetamol', chosen: {} })).toBe(false);
  });
  test('wants every facet that is chosen', () => {
    expect(matches(row, { text: '', chosen: { drug: 'warfarin', kind: 'interaction' } })).toBe(true);
    expect(matches(row, { text: '', chosen: { drug: 'warfarin', kind: 'liver' } })).toBe(false);
    expect(matches(row, { text: 'wort', chosen: { drug: 'digoxin' } })).toBe(false);
  });
  test('reads its address, and says what it does not know', () => {
    expect(readQuery('?drug=warfarin&q=wort&kind=', legal)).toEqual({
      query: { text: 'wort', chosen: { drug: 'warfarin' } },
      strange: [],
    });
    expect(readQuery('drug=aspirin&severity=9', legal)).toEqual({
      query: EVERYTHING,
      strange: ['drug=aspirin', 'severity=9'],
    });
  });
  test('of several values takes the first that is there, and tells the others', () => {
    expect(readQuery('drug=aspirin&drug=warfarin&drug=warfarin&drug=&q=a&q=b', legal)).toEqual({
      query: { text: 'a', chosen: { drug: 'warfarin' } },
      strange: ['drug=aspirin', 'q=b'],
    });
    expect(strangeText([`drug=${'x'.repeat(9000)}`, 'q=b']).length).toBeLessThan(180);
  });
  test('every part of 2000 strange addresses is taken or told', () => {
    const rng = createRng('addresses of the formulary');
    const values = ['warfarin', 'x', '', 'NaN', '<b>', '__proto__', '9', 'liver', '😀', '%'];
    const names = [...facets, 'q', 'constructor', 'present'];
    for (let i = 0; i < 2000; i++) {
      const given = new URLSearchParams();
      for (let n = rng.integer(5); n >= 0; n--)
        given.append(names[rng.integer(names.length)]!, values[rng.integer(values.length)]!);
      const { query, strange } = readQuery(`?${given.toString()}`, legal);
      const taken = [`q=${query.text}`, ...Object.entries(query.chosen).map((pair) => pair.join('='))];
      const asked = [...given].filter(([name, value]) => value !== '' && [...facets, 'q'].includes(name));
      for (const pair of asked) expect([...taken, ...strange]).toContain(pair.join('='));
      for (const [facet, value] of Object.entries(query.chosen))
        expect(legal[facet as keyof Legal]).toContain(value);
    }
  });
  test('writes its address, and leaves what belongs to others', () => {
    const query = { text: ' wort ', chosen: { drug: 'warfarin' } };
    expect(writeQuery(query, '?answers=1&kind=liver')).toBe('?answers=1&q=wort&drug=warfarin');
    expect(writeQuery(EVERYTHING, '?drug=warfarin&q=a')).toBe('');
    expect(readQuery(writeQuery(query, ''), legal).query).toEqual({ ...query, text: 'wort' });
  });
  test('says how many are left', () => {
    expect(countText({ rules: 23, scenarios: 1 }, { rules: 422, scenarios: 61 })).toBe(
      '23 of 422 rules, 1 of 61 scenarios',
    );
    expect(isEverything(EVERYTHING)).toBe(true);
    expect(isEverything({ text: '', chosen: { asked: 'no' } })).toBe(false);
  });

  const offered = new Map(choices.map(({ facet, groups }) => [facet, groups.flatMap(({ options }) => options.map(([value]) => value))])); // prettier-ignore
  const all = [...rules.map(valuesOfRule), ...scenarios.map(valuesOfScenario)];

  test('offers what rules and scenarios have, and nothing else', () => {
    const had = new Set(all.flatMap((values) => values.split(' ')));
    const can = [...offered].flatMap(([facet, values]) => values.map((value) => `${facet}:${value}`));
    expect([...had].filter((value) => !can.includes(value))).toEqual([]);
    expect(can.filter((value) => !had.has(value))).toEqual([]);
    expect([...offered.keys()].sort()).toEqual([...facets].sort());
  });
  test('every rule has one drug or two, a kind, topics, an authority, its evidence, a severity, and whether it is asked', () => {
    for (const rule of rules) {
      const values = valuesOfRule(rule).split(' ');
      for (const facet of facets) expect(values.some((value) => value.startsWith(`${facet}:`)), `${rule.id} ${facet}`).toBe(true); // prettier-ignore
    }
  });
  test('topics and what is asked follow from a rule', () => {
    expect(topicsOf(ruleNamed('rule-ibuprofen-with-warfarin'))).toEqual(['interaction']);
    expect(topicsOf(ruleNamed('rule-grapefruit-juice-with-simvastatin'))).toContain('herbal');
    expect(topicsOf(ruleNamed('rule-metformin-renal-0-30'))).toContain('contraindication');
    expect(askedOf(ruleNamed('rule-nitrofurantoin-renal-30-60'))).toBe('no');
    expect(askedOf(ruleNamed('rule-empagliflozin-liver'))).toBe('partly');
    expect(askedOf(ruleNamed('rule-ibuprofen-with-warfarin'))).toBe('yes');
  });
});

describe('who says so', () => {
  test('every authority belongs to a group', () => {
    for (const { authority } of [...rules, ...scenarios])
      expect(bodiesIn(authority), authority).not.toEqual([]);
    expect(bodiesIn('EU SmPC (clopidogrel) 4.3; CPIC 2022')).toEqual(['europe', 'cpic']);
    expect(bodiesIn('a friend')).toEqual([]);
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(bodies.length);
  });
});

describe('where the course uses it', () => {
  test('lines know their section', () => {
    const source = 'no section yet\n## A {/* #sec-a */}\n\nwarfarin\n\n### B {/* #sec-b */}\n| ibuprofen |\n';
    expect(linesOf(source)).toEqual([
      { section: 'sec-a', text: 'warfarin' },
      { section: 'sec-b', text: '| ibuprofen |' },
    ]);
  });
  test('a rule is used where both of its names stand in one line, and in scenarios', () => {
    const uses = usesOfRule(ruleNamed('rule-ibuprofen-with-warfarin')).map(({ to }) => to);
    expect(uses).toContain('applications/drug-interactions/#sec-easy');
    expect(uses).toContain('#scenario-f4');
    expect(uses).toContain('#scenario-d2');
  });
  test('a scenario with a kidney function is about the band that holds it', () => {
    const of = (id: string) => scenariosOf(ruleNamed(id)).map((scenario) => scenario.id);
    expect(of('rule-metformin-renal-0-30')).toContain('A12');
    expect(of('rule-metformin-renal-0-30')).not.toContain('C1');
    expect(of('rule-metformin-renal-30-45')).toContain('C1');
    expect(of('rule-metformin-renal-45-up')).toEqual([]);
  });
  test('every use leads to a section, a figure or a scenario that exists', () => {
    const sections = new Map(coursePages.map(({ slug, sections: own, components }) => [
      slug,
      [...own.keys(), ...components.map(({ attributes }) => attributes['id'])],
    ])); // prettier-ignore
    const known = scenarios.map(({ id }) => `#scenario-${id.toLowerCase()}`);
    for (const { to } of [...rules.flatMap(usesOfRule), ...scenarios.flatMap(usesOfScenario)]) {
      if (to.startsWith('#')) expect(known).toContain(to);
      else {
        const [slug, id] = to.split('/#');
        expect(sections.get(slug!), to).toContain(id);
      }
    }
  });
  test('every scenario of the source is used somewhere', () => {
    for (const scenario of scenarios.filter(isOfSource)) expect(usesOfScenario(scenario), scenario.id).not.toEqual([]); // prettier-ignore
    expect(usesOfScenario(scenarioNamed('C7')).map(({ label }) => label)).toContain('chapter 7, by itself');
  });
  test('drugs are found under their other names', () => {
    expect(namesIn('paracetamol after co-trimoxazole, with St John’s wort')).toEqual(
      expect.arrayContaining(['acetaminophen', 'trimethoprim-sulfamethoxazole', "St John's wort"]),
    );
  });
});

describe('reports and corrections', () => {
  test('a report opens the form with the rule in it; without a repository it leads to the section', () => {
    const address = new URL(reportAddress('https://example.org/owner/course/', 'rule-a-with-b'));
    expect(address.pathname).toBe('/owner/course/issues/new');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      template: 'clinical.yml',
      title: 'Error in rule-a-with-b',
      rule: 'rule-a-with-b',
    });
    for (const none of [undefined, '']) expect(reportAddress(none, 'rule-a')).toBe('#sec-report');
  });
  test('a correction has a day, an authority, and rules that exist', () => {
    expect(corrections.length).toBeGreaterThan(40);
    for (const { date, rules: corrected, changed, authority } of corrections) {
      expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      expect(changed).toMatch(/^\p{Lu}.*\.$/u);
      expect(authority).toMatch(/\S{3}/);
      expect(corrected.length, changed).toBeGreaterThan(0);
      for (const id of corrected) expect(ruleNamed(id), id).toBeDefined();
    }
    const days = corrections.map(({ date }) => date);
    expect(days).toEqual(days.toSorted().reverse());
  });
});

describe('files', () => {
  test.each(tables.map((table) => [table.name, table] as const))('%s: every record says what it is', (_, table) => {
    const [first] = table.records;
    for (const record of table.records) {
      expect(Object.keys(record)).toEqual(Object.keys(first!));
      for (const field of ['authority', 'edition', 'evidence', 'licence', 'disclaimer'])
        expect(String(record[field]), field).toMatch(/\S{3}/);
      expect(record['disclaimer']).toMatch(/not signed off by a licensed pharmacist/);
    }
    expect(jsonLines(table).trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual(table.records); // prettier-ignore
  });
  test('there are more than 50 questions with answers', () => {
    const { records } = tables.find(({ name }) => name === 'questions')!;
    expect(records.length).toBeGreaterThan(50);
    for (const { question, answer } of records) {
      expect(question).toMatch(/\?$/);
      expect(answer).toMatch(/\.$/);
    }
  });
  test('CSV quotes, and hands no spreadsheet a formula', () => {
    expect(csvOf({ records: [{ a: 'x, "y"\nz', b: '=1+1' }, { a: '@x', b: -1 }] })).toBe(
      `a,b\r\n"x, ""y""\nz",'=1+1\r\n'@x,-1\r\n`,
    );
  });
}); // prettier-ignore
