/** A program at a terminal: stages with measured numbers, and their picture; or what the original printed. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeHost } from '../../components/host/node.ts';
import { replay, type Documented } from '../../components/programs/documented.ts';
import type { Stage } from '../../components/programs/stage.ts';
import { declarationOf, type History } from '../../sim/experiment.ts';
import type { Params } from '../../sim/param.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { seedParam } from '../../sim/experiments/seed.ts';
import { measured, play, RunError } from '../../sim/run.ts';
import { legalOf } from '../../sim/settings.ts';
import { parseFlags, settingsFrom, UsageError } from './flags.ts';
import { savePicture } from './picture/save.ts';
import type { Terminal } from './sim.ts';

const LONGEST_PATH = 1000;

export interface Program {
  /** "program-1": the npm script. */
  readonly script: string;
  /** "Program 1" */
  readonly name: string;
  /** What the pictures are called, without their endings. */
  readonly picture: string;
  /** What the seed fixes. */
  readonly seeds: string;
  readonly original: readonly Documented[];
  head(seed: number): readonly string[];
  readonly stages: readonly Stage[];
  /** What is printed after the last stage. */
  readonly tail: readonly string[];
}

const paramsOf = ({ seeds, picture }: Program) =>
  ({
    seed: seedParam(seeds),
    out: {
      kind: 'text',
      label: 'folder',
      help: `Where ${picture}.svg and ${picture}.png are written.`,
      maxLength: LONGEST_PATH,
      default: '.',
      example: 'out',
    },
  }) as const satisfies Params;

function usageOf(program: Program): string {
  const { seed, out } = paramsOf(program);
  return `usage: npm run -s ${program.script} -- [--seed N] [--out FOLDER] [--json]
       npm run -s ${program.script} -- --original [--json]

  --seed      ${seed.help} ${legalOf(seed)} (default ${seed.default})
  --out       ${out.help} (default: here)
  --json      the numbers of the end as JSON, instead of the text
  --original  what is documented of the original program's output, word for word; nothing runs`;
}

interface Flags {
  readonly seed: number;
  readonly out: string;
  readonly json: boolean;
  readonly original: boolean;
  readonly help: boolean;
}

function flagsFrom(program: Program, args: readonly string[]): Flags {
  const { values, switches, rest } = parseFlags(args, ['json', 'original', 'help']);
  if (rest.length > 0) throw new UsageError(`what is "${rest.join(' ')}"?\n${usageOf(program)}`);
  const { seed, out } = settingsFrom(paramsOf(program), values) as { seed: number; out: string };
  const original = switches.has('original');
  const [idle] = Object.keys(values);
  if (original && idle) throw new UsageError(`--${idle} means nothing with --original: nothing is run`);
  return { seed, out, original, json: switches.has('json'), help: switches.has('help') };
}

function printOriginal(documents: readonly Documented[], json: boolean, { out }: Terminal): void {
  if (json)
    out(JSON.stringify(documents.map(({ document, lines }) => ({ document, lines: lines.map(({ text }) => text) })), null, 2)); // prettier-ignore
  else for (const line of replay(documents)) out(line);
}

/** Runs the stages one after the other; rows are told as they come. */
async function runStages(stages: readonly Stage[], seed: number, say: (line: string) => void) {
  const results: Record<string, unknown> = {};
  let last: { readonly id: string; readonly history: History } | undefined;
  for (const stage of stages) {
    const experiment = await loadExperiment(stage.experiment);
    stage.head.forEach(say);
    const rows = play(experiment, { seed }, nodeHost);
    for (;;) {
      const next = rows.next();
      if (next.done) {
        const end = stage.results(measured(next.value.rows));
        stage.foot(end).forEach(say);
        results[stage.name] = { ...end, hash: next.value.hash };
        last = { id: stage.experiment, history: next.value };
        break;
      }
      const line = next.value && stage.line(next.value);
      if (line !== undefined) say(line);
    }
  }
  return { results, last: last! };
}

async function runProgram(program: Program, { seed, out, json }: Flags, terminal: Terminal): Promise<number> {
  const say = (line: string) => {
    if (!json) terminal.out(line);
  };
  program.head(seed).forEach(say);
  const { results, last } = await runStages(program.stages, seed, say);
  program.tail.forEach(say);
  const declaration = declarationOf(await loadExperiment(last.id));
  const picture = {
    declaration,
    history: last.history,
    title: declaration.title,
    foot: [`${program.name}, seed ${seed}; hash of all rows ${last.history.hash}`],
  };
  const { paths, failures } = await savePicture(picture, resolve(out), program.picture);
  say('');
  for (const path of paths) say(`Visualization saved: ${path}`);
  for (const failure of failures) terminal.err(`not saved: ${failure}`);
  if (json) terminal.out(JSON.stringify({ seed, ...results, saved: paths }, null, 2));
  return paths.length > 0 ? 0 : 1;
}

/** @returns the exit code: 0, 1 when a run failed or nothing could be written, 2 for bad arguments */
export async function mainOf(program: Program, args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const flags = flagsFrom(program, args);
    if (flags.help) {
      terminal.out(usageOf(program));
      return 0;
    }
    if (flags.original) {
      printOriginal(program.original, flags.json, terminal);
      return 0;
    }
    return await runProgram(program, flags, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(error.message);
      return 2;
    }
    if (error instanceof RunError) {
      terminal.err(`the run stopped: ${error.message}`);
      return 1;
    }
    throw error;
  }
}

type Main = (args: readonly string[], terminal: Terminal) => Promise<number>;

/** Runs `main` if its module is what Node was started with. */
export async function atTerminal(module: string, main: Main): Promise<void> {
  if (module !== pathToFileURL(process.argv[1] ?? '').href) return;
  process.stdout.on('error', () => process.exit(0)); // `… | head` closes the pipe
  process.exitCode = await main(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  });
}
