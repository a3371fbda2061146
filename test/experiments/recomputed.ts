/**
 * Default runs, recomputed once a test run and shared by all tests that need one: kept in this process, and, while
 * `npm test` says that what stands in RUNS is its own (TEST_RUN), in files that its other processes read.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { nodeHost } from '../../components/host/node.ts';
import type { History } from '../../sim/experiment.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';

const RUNS = 'test/output/runs';

async function shared(id: string): Promise<History> {
  const file = `${RUNS}/${id}.json`;
  if (process.env['TEST_RUN'] && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as History;
  const history = finish(await loadExperiment(id), {}, nodeHost);
  if (process.env['TEST_RUN']) {
    mkdirSync(RUNS, { recursive: true });
    // Whole or not at all: another process may compute the same run.
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(history));
    renameSync(`${file}.${process.pid}`, file);
  }
  return history;
}

const known = new Map<string, Promise<History>>();

export function recomputed(id: string): Promise<History> {
  const history = known.get(id) ?? shared(id);
  known.set(id, history);
  return history;
}
