/** Every rule as an entry: addresses that stay, facts that come from one rule each, a reason where nothing is asked. */
import { expect, test } from 'vitest';
import { distinctRules, formulary } from '../../sim/world/formulary.ts';
import { facts } from '../../sim/world/facts.ts';
import { readableAnswer } from '../../sim/world/readable.ts';
import { isAsked, ruleOf, rules, slugOf } from '../../sim/world/rules.ts';
import { readRegistry } from '../../src/cli/registry.ts';

const ids = rules.map(({ id }) => id);
const ruleNamed = (id: string) => rules.find((rule) => rule.id === id)!;

test('each rule of the formulary is an entry, once', () => {
  expect(rules).toHaveLength(distinctRules().length);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^rule-[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('every address that was ever given still leads to a rule', () => {
  const given = Object.values(readRegistry().pages).flat().filter((id) => id.startsWith('rule-')); // prettier-ignore
  expect(given.length).toBeGreaterThanOrEqual(distinctRules().length);
  expect(given.filter((id) => !ids.includes(id))).toEqual([]);
});

test('an address is made of the content: of a pair in the order of the alphabet, whichever is named first', () => {
  for (const { a, b } of [...formulary.interactions, ...formulary.safePairs]) {
    const [first, second] = [slugOf(a), slugOf(b)].sort();
    expect(ids).toContain(`rule-${first!}-with-${second!}`);
  }
  expect(ruleNamed('rule-metformin-renal-0-30').about).toBe('eGFR below 30');
  expect(ruleNamed('rule-codeine-cyp2d6-poor-metaboliser').kind).toBe('genotype');
  expect(slugOf("St John's wort")).toBe('st-johns-wort');
});

test('every fact with an answer comes from one rule, which has its authority', () => {
  for (const fact of facts) {
    const id = ruleOf(fact);
    if (fact.questionClass === 'unknown') expect(id, fact.key).toBeUndefined();
    else {
      expect(ids, fact.key).toContain(id);
      expect(ruleNamed(id!).authority).toBe(fact.authority);
      expect(ruleNamed(id!).verdicts.map(({ verdict }) => verdict), fact.key).toContain(fact.verdict); // prettier-ignore
    }
  }
});

test('what is not asked says why, and what is asked does not', () => {
  for (const rule of rules) {
    const reasons = rule.verdicts.filter(({ notAsked }) => notAsked !== undefined);
    if (!isAsked(rule)) expect(reasons, rule.id).toHaveLength(rule.verdicts.length);
    else expect(reasons.length, rule.id).toBeLessThan(rule.verdicts.length);
  }
});

test('severity is that of the facts', () => {
  for (const rule of rules)
    for (const { severity } of rule.facts)
      expect(rule.verdicts.map((each) => each.severity), rule.id).toContain(severity); // prettier-ignore
});

test('a rule about the liver says of each stage what the US label says', () => {
  const labels = (id: string) => ruleNamed(id).verdicts.map(({ labelSays }) => labelSays);
  for (const { kind, id } of rules)
    expect(
      labels(id).every((says) => (says !== undefined) === (kind === 'liver')),
      id,
    ).toBe(true);
  expect(labels('rule-lithium-liver')).toEqual(['silent', 'silent']);
  expect(labels('rule-sertraline-liver')).toEqual(['number', 'caution']);
});

test('the key of a rule is the answer of its questions', () => {
  const said = (id: string) => ruleNamed(id).verdicts.map(({ key }) => key);
  for (const { facts: asked, verdicts, kind, id } of rules) {
    if (kind === 'child') continue;
    const keys = verdicts.map(({ key }) => key);
    for (const fact of asked) expect(keys, id).toContain(readableAnswer(fact.answer, fact));
  }
  expect(said('rule-ibuprofen-with-warfarin')).toEqual([
    'Avoid: risk of bleeding. Use acetaminophen. Monitor INR.',
  ]);
  expect(said('rule-metformin-liver')[1]).toMatch(/^Avoid: risk of lactic acidosis\./);
  expect(said('rule-omeprazole-cyp2c19-ultrarapid-metaboliser')).toEqual(['Raise the dose.']);
});
