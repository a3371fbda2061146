/**
 * Each fixture is the one that its generator has made: a generator or a fixture that changes alone is noticed, also
 * where its PyTorch or tokenizers are not installed. After running a generator again, note both with
 * `UPDATE_REFERENCES=1 npx vitest run --config test/vitest.config.ts test/references`.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDER = 'test/references';
const NOTED = `${FOLDER}/made.json`;
const hashOf = (file: string) =>
  createHash('sha256').update(readFileSync(`${FOLDER}/${file}`)).digest('hex').slice(0, 16);

const generators = readdirSync(FOLDER).filter((file) => file.endsWith('.py'));
const now = Object.fromEntries(
  generators.map((file) => [file, { generator: hashOf(file), fixture: hashOf(file.replace(/\.py$/, '.json')) }]),
);
if (process.env['UPDATE_REFERENCES']) writeFileSync(NOTED, `${JSON.stringify(now, null, 2)}\n`);

test.each(generators)('%s and its fixture belong together', (file) => {
  const noted = JSON.parse(readFileSync(NOTED, 'utf8')) as typeof now;
  expect(now[file], `run ${file} again, then note it: see the head of this test`).toEqual(noted[file]);
});
