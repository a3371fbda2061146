/** Plans add up, lead to what exists, and ways have times. */
import { describe, expect, test } from 'vitest';
import { coursePages, pageOf } from '../../components/text/coursePages.ts';
import { plans, sessionsOf } from '../../components/text/plans.ts';
import { readingTime } from '../../components/text/readingTime.ts';
import { WAYS } from '../../components/text/ways.ts';
import { readPage } from '../../src/plugins/pages.ts';

describe.each(plans)('the plan $id', (plan) => {
  test('fills each of its sessions', () => {
    const sessions = sessionsOf(plan);
    expect(new Set(sessions.map(({ when }) => when)).size).toBe(sessions.length);
    for (const { when, rows } of sessions)
      expect(
        rows.reduce((sum, { minutes }) => sum + minutes, 0),
        when,
      ).toBe(plan.session ?? 90);
  });
  test('leads in each row to something that is there', () => {
    for (const { does, at } of plan.rows) {
      expect(at.length, does).toBeGreaterThan(0);
      for (const place of at) {
        const [slug, id] = place.split('#') as [string, string];
        expect(readPage(slug, 'content')?.targets.has(id), place).toBe(true);
      }
    }
  });
});

test('there is a plan for 90 minutes, four sessions, three days and ten weeks, each on the page of the guide', () => {
  const sessions = plans.map((plan) => [plan.id, sessionsOf(plan).length]);
  expect(sessions).toEqual([['ninety', 1], ['module', 4], ['workshop', 3], ['weeks', 10]]); // prettier-ignore
  const shown = pageOf('teach/guide').components.filter(({ name }) => name === 'Plan');
  expect(shown.map(({ attributes }) => attributes['of'])).toEqual(plans.map(({ id }) => id));
});

test('a minute of reading is 200 words, a figure two; what is folded does not count', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
  expect(readingTime(words(600))).toBe(3);
  expect(
    readingTime(`${words(600)} <Lab id="fig-a" /> <Further summary="more">${words(900)}</Further>`),
  ).toBe(5);
});

test.each(WAYS)('the way of $who takes between half an hour and four hours', ({ start, then }) => {
  const minutes = [start, ...then]
    .flatMap((slug) => coursePages.filter((page) => page.slug === slug))
    .reduce((sum, { body }) => sum + readingTime(body), 0);
  expect(minutes).toBeGreaterThan(30);
  expect(minutes).toBeLessThan(240);
});
