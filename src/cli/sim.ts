/** The experiments at a terminal: list, describe, run, check, measure, world. Rows go to standard output, messages to standard error. */
import { pathToFileURL } from 'node:url';
import { nodeCrew } from '../../components/host/crew/nodeCrew.ts';
import { ensureModels } from '../../components/host/models.ts';
import { nodeHost } from '../../components/host/node.ts';
import { declarationOf } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { OutOfMemory } from '../../sim/kernels/heap.ts';
import { neededBy, play, RunError } from '../../sim/run.ts';
import { legalOf } from '../../sim/settings.ts';
import { parseFlags, settingsFrom, UsageError } from './flags.ts';
import { checkHomework } from './homework.ts';
import { measure } from './measure.ts';
import { worldList } from './worldList.ts';

/** Effects are arguments, so that tests can hand in others. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

const USAGE = `usage: npm run -s sim -- list
       npm run -s sim -- describe ID
       npm run -s sim -- run ID [--param value …] [--workers N] [--hash]
       npm run -s sim -- run ID --help
       npm run -s sim -- check ADDRESS CODE
       npm run -s sim -- measure --seeds 5,6,7 [--bounds] [--param value …]
       npm run -s sim -- world`;

function seedsFrom(text: string): number[] {
  const seeds = text.split(',').map(Number);
  if (text === '' || !seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= 4294967295)) {
    throw new UsageError(`--seeds "${text}": whole numbers are needed, with commas between them`);
  }
  return seeds;
}

/** More than four have nothing to do. */
const MOST_WORKERS = 8;

function workersFrom(text: string): number {
  const workers = Number(text);
  if (!/^\d+$/.test(text) || workers < 1 || workers > MOST_WORKERS)
    throw new UsageError(`--workers ${text}: must be a whole number from 1 to ${MOST_WORKERS}`);
  return workers;
}

async function load(id: string | undefined) {
  if (id === undefined) throw new UsageError(`which experiment? There are ${experimentIds.join(', ')}`);
  if (!experimentIds.includes(id))
    throw new UsageError(`no experiment "${id}"; there are ${experimentIds.join(', ')}`);
  return loadExperiment(id);
}

async function help(id: string | undefined, { out }: Terminal): Promise<void> {
  const { params, title } = await load(id);
  out(`${id}: ${title}`);
  out('');
  for (const [name, param] of Object.entries(params)) {
    out(`  --${name}  ${param.label}: ${legalOf(param)} (default ${param.default})`);
    out(`      ${param.help}`);
  }
  out(`  --workers  threads that compute: a whole number from 1 to ${MOST_WORKERS} (default 1)`);
  out('      The rows do not depend on it. An experiment without batches of a transformer uses one.');
  out('  --hash  only the hash of all rows');
}

/** @returns the exit code: 0, 1 when the run failed or has another code, 2 for bad arguments */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const [command, ...others] = args;
    const { values, switches, rest } = parseFlags(others, ['hash', 'help', 'bounds']);
    if (command === 'check') {
      const [address, code, ...more] = rest;
      if (address === undefined || code === undefined || more.length > 0) throw new UsageError(USAGE);
      const { same, lines } = await checkHomework(address, code);
      for (const line of lines) terminal.out(line);
      return same ? 0 : 1;
    }
    const [id, ...more] = rest;
    if (more.length > 0) throw new UsageError(`what is "${more.join(' ')}"?\n${USAGE}`);
    if (command === 'list') {
      for (const each of experimentIds) terminal.out(`${each}\t${(await loadExperiment(each)).title}`);
      return 0;
    }
    if (command === 'describe') {
      terminal.out(JSON.stringify(declarationOf(await load(id)), null, 2));
      return 0;
    }
    if (command === 'world') {
      if (id !== undefined) throw new UsageError(`what is "${id}"?\n${USAGE}`);
      for (const line of worldList()) terminal.out(line);
      return 0;
    }
    if (command === 'measure') {
      if (id !== undefined) throw new UsageError(`what is "${id}"?\n${USAGE}`);
      const { seeds = '', ...others } = values;
      const settings = settingsFrom((await load('pipeline')).params, others);
      const rows = measure(seedsFrom(seeds), settings, switches.has('bounds'));
      for await (const row of rows) terminal.out(JSON.stringify(row));
      return 0;
    }
    if (command !== 'run') throw new UsageError(USAGE);
    if (switches.has('help')) {
      await help(id, terminal);
      return 0;
    }
    const experiment = await load(id);
    const { workers = '1', ...set } = values;
    const settings = settingsFrom(experiment.params, set);
    const count = workersFrom(workers);
    if (neededBy(experiment, settings).length > 0) await ensureModels();
    const { crew, close } = nodeCrew(count);
    try {
      await crew.ready();
      const rows = play(experiment, settings, { ...nodeHost, crew });
      for (;;) {
        const next = rows.next();
        if (next.done) {
          if (count > 1) terminal.err(`computed by ${crew.used()} of ${count} workers`);
          if (switches.has('hash')) terminal.out(next.value.hash);
          return 0;
        }
        if (!next.value) await crew.waiting();
        else if (!switches.has('hash')) terminal.out(JSON.stringify(next.value));
      }
    } finally {
      close();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(error.message);
      return 2;
    }
    if (error instanceof RunError || error instanceof OutOfMemory) {
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
