/** Runs on all cores: experiments in worker threads of Node, the longest first. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { History } from '../../sim/experiment.ts';
import type { Checkpoint } from '../../sim/model/checkpoint.ts';
import type { Settings } from '../../sim/param.ts';

export interface Job {
  readonly id: string;
  /** Those that differ from the defaults. */
  readonly settings: Partial<Settings>;
}

export interface Done extends Job {
  readonly history: History;
  /** Models that the run has trained, by name. */
  readonly trained: ReadonlyMap<string, Checkpoint>;
  readonly seconds: number;
}

export type Answer = Done | { readonly failed: string };

// Astro bundles this module into its build; the project's root is where npm runs it.
const THREAD = join(process.cwd(), 'components/host/poolThread.ts');
/** Seconds that jobs took here when they last ran: only the order depends on it. */
const COSTS = join(process.cwd(), '.cache', 'costs.json');

export const keyOfJob = ({ id, settings }: Job) =>
  `${id} ${JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

function readCosts(): Record<string, number> {
  return existsSync(COSTS) ? (JSON.parse(readFileSync(COSTS, 'utf8')) as Record<string, number>) : {};
}

/**
 * The finished runs, in the order of the jobs; equal jobs run once.
 *
 * @param tell is called as each run ends
 * @throws Error with the reason of the first run that fails
 */
export async function runsOf(jobs: readonly Job[], tell: (done: Done) => void = () => {}): Promise<Done[]> {
  const costs = readCosts();
  const unique = [...new Map(jobs.map((job) => [keyOfJob(job), job])).entries()];
  // What never ran may be long: first.
  const queue = unique.sort(([a], [b]) => (costs[b] ?? Infinity) - (costs[a] ?? Infinity));
  const done = new Map<string, Done>();
  const threads = Math.min(availableParallelism(), queue.length);
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const thread = new Worker(THREAD);
      try {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const [key, job] = next;
          const answer = await ask(thread, job);
          if ('failed' in answer) throw new Error(`${key}: ${answer.failed}`);
          done.set(key, answer);
          costs[key] = Math.round(answer.seconds * 100) / 100;
          tell(answer);
        }
      } finally {
        queue.length = 0; // after a failure nothing new begins
        await thread.terminate();
      }
    }),
  );
  mkdirSync(join(process.cwd(), '.cache'), { recursive: true });
  writeFileSync(COSTS, JSON.stringify(costs));
  return jobs.map((job) => done.get(keyOfJob(job))!);
}

function ask(thread: Worker, job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    thread.once('message', (answer: Answer) => {
      thread.off('error', reject);
      resolve(answer);
    });
    thread.once('error', reject);
    thread.postMessage(job);
  });
}
