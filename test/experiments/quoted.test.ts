/** Nothing is said for nobody: a page quotes every finding, and an exercise asks every goal. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { experimentIds, loadWords } from '../../sim/experiments/index.ts';

/** Without what stands between the first pair of `---`: code and comments quote nothing. */
const bodies = globSync(['content/**/*.mdx', 'src/**/*.astro', 'components/**/*.astro']).map((file) =>
  readFileSync(file, 'utf8').replace(/^---$[^]*?^---$/m, ''),
);

/** What the first group of a pattern matches in these texts, such as `sft.goldAfter`. */
const namesIn = (texts: readonly string[], pattern: RegExp) =>
  texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!));

const claims = namesIn(bodies, /(<SourceClaim\b[^]*?\bverdict=)/g);

const quoted = new Set([
  ...namesIn(bodies, /<Finding\b[^>]*?\bof="([^"]+)"/g),
  ...namesIn(claims, /'([a-z][a-z0-9-]*\.[A-Za-z]\w*)'/g),
]);

const asked = new Set(namesIn(bodies, /<Exercise\b[^>]*?\bgoal="([^"]+)"/g));

const words = await Promise.all(experimentIds.map(async (id) => [id, await loadWords(id)] as const));

test.each(words)('%s: a page quotes every finding', (id, { findings }) => {
  expect(Object.keys(findings).filter((name) => !quoted.has(`${id}.${name}`))).toEqual([]);
});

test.each(words)('%s: an exercise asks every goal', (id, { goals }) => {
  expect(Object.keys(goals).filter((name) => !asked.has(`${id}.${name}`))).toEqual([]);
});
