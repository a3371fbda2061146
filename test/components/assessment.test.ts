/** The sample answers of the rubric: points add up, and the decision log is what it asks for. */
import { expect, test } from 'vitest';
import { pageOf } from '../../components/text/coursePages.ts';

const { body } = pageOf('teach/assessment');
/** From a heading to the next one. */
const section = (id: string): string => body.split(`{/* #${id} */}`)[1]!.split('\n#')[0]!;

test.each([
  ['sec-sample-good', 'First answer'],
  ['sec-sample-poor', 'Second answer'],
])('%s: the four criteria add up to what its title says', (id, title) => {
  const points = [...section(id).matchAll(/\*\*(Numbers|Comparison|Reasoning|Limits) (\d)\*\*/g)];
  expect(points.map(([, criterion]) => criterion)).toEqual(['Numbers', 'Comparison', 'Reasoning', 'Limits']);
  const sum = points.reduce((total, [, , each]) => total + Number(each), 0);
  expect(body).toContain(`${title}: ${sum} of 12`);
});

test('the sample log has about 200 words and at least three numbers from a figure, with its settings', () => {
  const log = section('sec-log-sample');
  expect(log.match(/<Finding /g)!.length).toBeGreaterThanOrEqual(3);
  expect(log).toContain('default settings');
  const words = log.replace(/<[^>]+>/g, ' number ').match(/[\p{L}\d]+/gu)!.length;
  expect(words).toBeGreaterThan(160);
  expect(words).toBeLessThan(260);
});
