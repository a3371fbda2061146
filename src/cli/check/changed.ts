/** `--changed`: what git says changed, and which parts of which checks look at it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { experimentIds } from '../../../sim/experiments/index.ts';
import { builtPages, changedPages, oneOfEachKind, visitedPages } from './built.ts';
import { CONTRACT, FRAMES, PAGE, RUNS, type Check } from './checks.ts';
import { everything, type Choice } from './choice.ts';
import type { Part } from './part.ts';
import { reach } from './reach.ts';

const INDEX = 'sim/experiments/index.ts';
/** What everything stands on. */
const GROUND =
  /^(package(-lock)?\.json|tsconfig\.json|astro\.config\.mjs|test\/(vitest\.config|asked)\.ts|test\/lint\/|src\/cli\/(check|test|ensure))/;
const CODE = /\.(ts|tsx|mjs|js|astro|mdx)$/;
const LINTED = /\.(ts|tsx|mjs|js|astro)$/;
/** What pages are built from. */
const SITE_SOURCES = /^(content|components|sim|public|src\/(?!cli\/))/;
/** What all pages share. */
const SHARED = /^(components|src\/(?!cli\/))/;

/** Files that differ from the last commit, or that this branch has changed since it left main. */
export function changedFiles(): string[] {
  const git = (...args: string[]) => {
    try {
      return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .split('\n')
        .filter(Boolean);
    } catch {
      return [];
    }
  };
  const [base] = ['origin/main', 'main'].flatMap((main) => git('merge-base', 'HEAD', main));
  const files = [
    ...git('diff', '--name-only', base ?? 'HEAD'),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
  return [...new Set(files)].sort();
}

function filesOfExperiment(id: string): string[] {
  return readdirSync('sim/experiments', { recursive: true, encoding: 'utf8' })
    .map((file) => `sim/experiments/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith(`/${id}.ts`) || file.endsWith(`/${id}.findings.ts`));
}

const meets = (set: ReadonlySet<string>, files: readonly string[]) => files.some((file) => set.has(file));

export function changed(files: readonly string[]): Choice {
  if (files.some((file) => GROUND.test(file))) return everything;
  const data = files.some((file) => !CODE.test(file));
  const shared = files.some((file) => SHARED.test(file));
  const sources = files.some((file) => SITE_SOURCES.test(file));
  const ids = experimentIds.filter((id) => meets(reach(filesOfExperiment(id), INDEX), files));
  /** Files of tests are looked at as they are; browsers look at the site, so of them only what the test says itself. */
  const ofTest = files.filter((file) => file.startsWith('test/'));

  const inBrowsers = (part: Part): boolean => {
    const file = part.file!;
    if (meets(reach([file], INDEX), ofTest)) return true;
    if (file === PAGE) {
      if (!sources) return false;
      const pages = visitedPages(builtPages());
      const visited = [...changedPages(pages), ...(shared ? oneOfEachKind(pages) : [])];
      return visited.some(({ path }) => part.item === `/${path}`);
    }
    if (file === FRAMES) return ids.includes(part.item!);
    if (file === RUNS) return ids.length > 0;
    return shared;
  };
  const inUnit = ({ file, item }: Part): boolean => {
    if (file === CONTRACT) return ids.includes(item!) || meets(reach([CONTRACT], INDEX), files);
    // Data is read by name, which no import tells.
    return data || meets(reach([file!]), files);
  };
  const rules: Readonly<Record<string, (part: Part) => boolean>> = {
    types: () => files.some((file) => CODE.test(file)),
    lint: () => files.length > 0,
    recordings: (part) =>
      files.some((file) => /^content\/(recordings|sweeps)\//.test(file)) || meets(reach([part.file!]), files),
    unit: inUnit,
    build: () => sources,
    site: (part) => sources || meets(reach([part.file!], INDEX), ofTest),
    browsers: inBrowsers,
  };
  const takes = (check: Check, part: Part) => rules[check.name]!(part);
  const there = files.filter((file) => existsSync(file)).map((file) => `'${file}'`);
  const linted = there.filter((file) => LINTED.test(file.slice(1, -1)));
  const commands = [
    ...(linted.length > 0
      ? [`eslint --no-warn-ignored --config test/lint/eslint.config.mjs ${linted.join(' ')}`]
      : []),
    `prettier --check --ignore-unknown --log-level warn ${there.join(' ')}`,
  ];
  return {
    takes,
    has: (check) =>
      (check.name === 'browsers' && sources) || check.parts().some((part) => takes(check, part)),
    asked: (file) => (file === RUNS && !meets(reach([RUNS], INDEX), ofTest) ? ids : []),
    commands: there.length > 0 ? { lint: commands.join(' && ') } : {},
  };
}
