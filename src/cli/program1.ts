/** Program 1 at a terminal: three stages with measured numbers, and their picture; or what the original printed. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeHost } from '../../components/host/node.ts';
import { original1, replay } from '../../components/programs/original1.ts';
import { headOfProgram1, program1 } from '../../components/programs/program1.ts';
import { declarationOf, type History } from '../../sim/experiment.ts';
import type { Params } from '../../sim/param.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { seedParam } from '../../sim/experiments/seed.ts';
import { measured, play, RunError } from '../../sim/run.ts';
import { legalOf } from '../../sim/settings.ts';
import { parseFlags, settingsFrom, UsageError } from './flags.ts';
import { savePicture } from './picture/save.ts';
import type { Terminal } from './sim.ts';

const NAME = 'llm_program_1_results';
const LONGEST_PATH = 1000;

const params = {
  seed: seedParam('Fixes weights, splits and orders of all three stages.'),
  out: {
    kind: 'text',
    label: 'folder',
    help: `Where ${NAME}.svg and ${NAME}.png are written.`,
    maxLength: LONGEST_PATH,
    default: '.',
    example: 'out',
  },
} as const satisfies Params;

const USAGE = `usage: npm run -s program-1 -- [--seed N] [--out FOLDER] [--json]
       npm run -s program-1 -- --original [--json]

  --seed      ${params.seed.help} ${legalOf(params.seed)} (default ${params.seed.default})
  --out       ${params.out.help} (default: here)
  --json      the numbers of the end as JSON, instead of the text
  --original  what is documented of the original program's output, word for word; nothing runs`;

interface Flags {
  readonly seed: number;
  readonly out: string;
  readonly json: boolean;
  readonly original: boolean;
  readonly help: boolean;
}

function flagsFrom(args: readonly string[]): Flags {
  const { values, switches, rest } = parseFlags(args, ['json', 'original', 'help']);
  if (rest.length > 0) throw new UsageError(`what is "${rest.join(' ')}"?\n${USAGE}`);
  const { seed, out } = settingsFrom(params, values) as { seed: number; out: string };
  const original = switches.has('original');
  const [idle] = Object.keys(values);
  if (original && idle) throw new UsageError(`--${idle} means nothing with --original: nothing is run`);
  return { seed, out, original, json: switches.has('json'), help: switches.has('help') };
}

function printOriginal(json: boolean, { out }: Terminal): void {
  if (json)
    out(JSON.stringify(original1.map(({ document, lines }) => ({ document, lines: lines.map(({ text }) => text) })), null, 2)); // prettier-ignore
  else for (const line of replay(original1)) out(line);
}

/** Runs the stages one after the other; rows are told as they come. */
async function runStages(seed: number, say: (line: string) => void) {
  const results: Record<string, unknown> = {};
  let last: { readonly id: string; readonly history: History } | undefined;
  for (const stage of program1) {
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

async function runProgram({ seed, out, json }: Flags, terminal: Terminal): Promise<number> {
  const say = (line: string) => {
    if (!json) terminal.out(line);
  };
  headOfProgram1(seed).forEach(say);
  const { results, last } = await runStages(seed, say);
  const declaration = declarationOf(await loadExperiment(last.id));
  const picture = {
    declaration,
    history: last.history,
    title: declaration.title,
    foot: [`Program 1, seed ${seed}; hash of all rows ${last.history.hash}`],
  };
  const { paths, failures } = await savePicture(picture, resolve(out), NAME);
  say('');
  for (const path of paths) say(`Visualization saved: ${path}`);
  for (const failure of failures) terminal.err(`not saved: ${failure}`);
  if (json) terminal.out(JSON.stringify({ seed, ...results, saved: paths }, null, 2));
  return paths.length > 0 ? 0 : 1;
}

/** @returns the exit code: 0, 1 when a run failed or nothing could be written, 2 for bad arguments */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const flags = flagsFrom(args);
    if (flags.help) {
      terminal.out(USAGE);
      return 0;
    }
    if (flags.original) {
      printOriginal(flags.json, terminal);
      return 0;
    }
    return await runProgram(flags, terminal);
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.on('error', () => process.exit(0)); // `… | head` closes the pipe
  process.exitCode = await main(process.argv.slice(2), {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
  });
}
