/** From chosen checks to groups of jobs that can be scheduled. */
import { rmSync } from 'node:fs';
import { noteVisited, SITE } from './built.ts';
import { PAGE, type Check } from './checks.ts';
import type { Choice } from './choice.ts';
import { command, vitest } from './command.ts';
import { bundle, costOf, type Costs, type Part } from './part.ts';
import type { Group, Job, Outcome } from './schedule.ts';

/** 'unit', 'unit 3', 'browsers: page 2': names that the table of costs can be read by. */
function namesOf(check: string, bundles: readonly (readonly Part[])[]): string[] {
  const homes = bundles.map(([first]) =>
    first?.item === undefined ? check : `${check}: ${/(\w+)\.test\.ts$/.exec(first.file!)![1]!}`,
  );
  return homes.map((home, i) => {
    const all = homes.filter((each) => each === home).length;
    const nth = homes.slice(0, i + 1).filter((each) => each === home).length;
    return all === 1 ? home : `${home} ${nth}`;
  });
}

async function runCommand(check: Check, choice: Choice, costs: Record<string, number>): Promise<Outcome> {
  if (check.name === 'build') rmSync(SITE.root, { recursive: true, force: true });
  const started = Date.now();
  const outcome = await command(choice.commands[check.name] ?? check.command!, check.environment);
  // What only a part of the project was asked for says nothing of the whole.
  if (!choice.commands[check.name]) costs[check.name] = Math.round((Date.now() - started) / 10) / 100;
  return outcome;
}

async function runTests(
  name: string,
  parts: readonly Part[],
  { sharesModules = false }: Check,
  choice: Choice,
  costs: Record<string, number>,
): Promise<Outcome> {
  const asked = [...new Set(parts.flatMap(({ file }) => choice.asked(file!)))];
  const outcome = await vitest(name, parts, asked, sharesModules);
  if (asked.length === 0) Object.assign(costs, outcome.costs);
  const pages = parts.filter(({ file }) => file === PAGE).map(({ item }) => item!.slice(1));
  if (outcome.failed === 0 && pages.length > 0) noteVisited(pages);
  return outcome;
}

/** @param measured takes what each part costs now */
export function groupOf(check: Check, choice: Choice, costs: Costs, measured: Record<string, number>): Group {
  const chosen = () => check.parts().filter((part) => choice.takes(check, part));
  const jobs = (): Job[] => {
    const bundles = bundle(chosen(), costs, check.seconds);
    const names = namesOf(check.name, bundles);
    return bundles.map((parts, i) => ({
      name: names[i]!,
      cost: costOf(parts, costs),
      run: () =>
        check.command !== undefined
          ? runCommand(check, choice, measured)
          : runTests(names[i]!, parts, check, choice, measured),
    }));
  };
  const { name, needs, after } = check;
  return { name, needs, after, cost: costOf(chosen(), costs), jobs };
}
