/** Every recipe of "Extend the course", carried out on a copy of the project: edits, command, and what it prints. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { edited, recipes, type Recipe } from '../../components/text/recipes.ts';
import { readText } from '../../components/project.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recipes-'));
  const isSource = (path: string) => !/[\\/]test[\\/]output|[\\/]test[\\/]browsers/.test(path);
  for (const name of ['sim', 'components', 'src', 'content', 'test', 'package.json', 'tsconfig.json'])
    cpSync(name, join(folder, name), { recursive: true, filter: isSource });
  for (const name of ['node_modules', '.cache']) symlinkSync(join(process.cwd(), name), join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What npm would start, without the installation and the build that `npm test` begins with. */
function commandOf(run: string): string[] {
  const only = /^npm test -- --only (\S+)$/.exec(run);
  if (only) return ['node_modules/.bin/vitest', 'run', '--config', 'test/vitest.config.ts', '--reporter=verbose', only[1]!]; // prettier-ignore
  const script = /^npm run -s (\S+)(?: -- (.*))?$/.exec(run);
  if (!script) throw new Error(`the test cannot run "${run}"`);
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
  const [, file] = /^node (\S+)$/.exec(scripts[script[1]!]!)!;
  return [process.execPath, file!, ...(script[2]?.split(' ') ?? [])];
}

function perform({ run }: Pick<Recipe, 'run'>) {
  const [command, ...args] = commandOf(run);
  const { stdout, stderr, status } = spawnSync(command!, args, { cwd: folder, encoding: 'utf8' });
  return { lines: stdout.split('\n'), told: stderr, status };
}

const byId = (id: string) => recipes.find((each) => each.id === id)!;

test('before its edit, what the recipe on ranges runs is refused, with the range', () => {
  const { status, told } = perform(byId('range'));
  expect(status).toBe(2);
  expect(told).toContain('from 0 to 1');
});

test.each(recipes.map((recipe) => [recipe.id, recipe] as const))('%s', (_, recipe) => {
  for (const edit of recipe.edits) {
    const path = join(folder, edit.file);
    writeFileSync(path, edited(readFileSync(path, 'utf8'), edit));
  }
  const { lines, told, status } = perform(recipe);
  expect(status, `${lines.slice(-20).join('\n')}\n${told}`).toBe(0);
  for (const shown of recipe.shows)
    expect(lines.some((line) => new RegExp(shown).test(line)), `${shown}\n${lines.slice(0, 30).join('\n')}`).toBe(true); // prettier-ignore
});

test('an edit whose lines are not there, or twice, is refused', () => {
  const edit = { file: 'a.ts', before: 'x\n', insert: 'y\n' };
  expect(() => edited('z\n', edit)).toThrow('a.ts');
  expect(() => edited('x\nx\n', edit)).toThrow('a.ts');
  expect(edited('w\nx\n', edit)).toBe('w\ny\nx\n');
});
