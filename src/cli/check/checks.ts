/** All checks, and the parts that each is made of. */
import { readdirSync } from 'node:fs';
import { experimentIds } from '../../../sim/experiments/index.ts';
import { builtPages, SITE, visitedPages } from './built.ts';
import { fileOf, itemOf, type Part } from './part.ts';

export const CONTRACT = 'test/experiments/contract.test.ts';
export const RECORDINGS = 'test/experiments/recordings.test.ts';
export const PAGE = 'test/browsers/page.test.ts';
export const FRAMES = 'test/browsers/embed.test.ts';
export const RUNS = 'test/browsers/runs.test.ts';
const ENGINES = 'test/browsers/engines.test.ts';

export interface Check {
  readonly name: string;
  readonly about: string;
  /** Checks without whose success this one has nothing to look at. */
  readonly needs: readonly string[];
  /** Checks that go first, if they are asked for. */
  readonly after: readonly string[];
  /** How long a bundle of its parts should take. */
  readonly seconds: number;
  readonly parts: () => readonly Part[];
  /** Its files leave nothing behind in a module: those of a bundle load each module once. */
  readonly sharesModules?: boolean;
  /** A command; without one the parts are test files. */
  readonly command?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return path === 'test/output' ? [] : filesBelow(path);
    return [path];
  });
let found: readonly string[] | undefined;

/** Read once: nobody writes tests while they run. */
export const testFiles = (): readonly string[] =>
  (found ??= filesBelow('test')
    .filter((file) => file.endsWith('.test.ts'))
    .sort());

const filesIn = (folder: string) => testFiles().filter((file) => file.startsWith(folder));

/** Test files that are too long for one job, and what they are cut into. */
const cut: Readonly<Record<string, () => readonly string[]>> = {
  [CONTRACT]: () => experimentIds,
  [PAGE]: () => visitedPages(builtPages()).map(({ path }) => `/${path}`),
  [FRAMES]: () => experimentIds,
  [ENGINES]: () => ['Chromium', 'Firefox', 'WebKit'],
  [RUNS]: () => ['Firefox', 'WebKit'],
};
const partsOf = (files: readonly string[]): Part[] =>
  files.flatMap((file) => cut[file]?.().map((item) => itemOf(file, item)) ?? [fileOf(file)]);

const alone = (name: string) => ({ parts: () => [{ key: name }], seconds: 0 });

export const checks: readonly Check[] = [
  {
    name: 'types',
    about: 'astro check and tsc',
    needs: [],
    // Both write .astro/, and lint reads it.
    after: ['build'],
    command: 'astro sync && astro check --noSync --tsconfig test/lint/tsconfig.astro.json && tsc --noEmit',
    ...alone('types'),
  },
  {
    name: 'lint',
    about: 'eslint and prettier',
    needs: [],
    after: ['types'],
    command: 'eslint --config test/lint/eslint.config.mjs . && prettier --check --log-level warn .',
    ...alone('lint'),
  },
  {
    name: 'recordings',
    about: 'recorded runs again, bit for bit, on all cores; findings and goals',
    needs: [],
    after: [],
    seconds: 0,
    parts: () => [fileOf(RECORDINGS)],
  },
  {
    name: 'unit',
    about: 'the simulation, the contract of every experiment, plugins, terminal',
    needs: [],
    after: [],
    seconds: 30,
    sharesModules: true,
    parts: () =>
      partsOf(testFiles().filter((file) => !/^test\/(pages|browsers)\//.test(file) && file !== RECORDINGS)),
  },
  {
    name: 'build',
    about: `the site, under ${SITE.base}`,
    needs: [],
    after: [],
    command: `astro build --outDir ${SITE.root}`,
    environment: { BASE_PATH: SITE.base, SITE_URL: 'https://example.org' },
    ...alone('build'),
  },
  {
    name: 'site',
    about: 'links, ids, registry, HTML, weight of the built site',
    needs: ['build'],
    after: [],
    seconds: 60,
    parts: () => partsOf(filesIn('test/pages/')),
  },
  {
    name: 'browsers',
    about: 'every page in Chromium, with script and without; figures, hashes, files in three engines',
    needs: ['build'],
    after: [],
    seconds: 100,
    parts: () => partsOf(filesIn('test/browsers/')),
  },
];
