/** Jobs on as many slots as there are cores: the longest first, and before them those that others wait for. */

export interface Job {
  readonly name: string;
  /** Seconds, as far as is known. */
  readonly cost: number;
  run(): Promise<Outcome>;
}
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
}
export interface Done extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

/** Jobs that start when other groups are through. */
export interface Group {
  readonly name: string;
  /** Groups without whose success there is nothing to check. */
  readonly needs: readonly string[];
  /** Groups that go first, if they go at all. */
  readonly after: readonly string[];
  /** Seconds of all its jobs, as far as is known. */
  readonly cost: number;
  /** Asked when the group starts: which jobs there are may depend on what was built. */
  jobs(): readonly Job[];
}

/** Seconds that wait for a group, directly or behind another. */
function waiting(name: string, groups: readonly Group[]): number {
  return groups
    .filter(({ needs, after }) => [...needs, ...after].includes(name))
    .reduce((sum, group) => sum + group.cost + waiting(group.name, groups), 0);
}

export async function schedule(
  groups: readonly Group[],
  slots: number,
  report: (done: Done) => void,
): Promise<Done[]> {
  const there = new Set(groups.map(({ name }) => name));
  const all: Done[] = [];
  const through = new Map<string, { readonly failed: boolean }>();
  const pending = new Set(groups);
  const queue: { readonly job: Job; readonly rank: number; readonly end: (done: Done) => void }[] = [];
  const running = new Set<Promise<void>>();

  const note = (done: Done) => {
    all.push(done);
    report(done);
  };
  const start = (group: Group) => {
    pending.delete(group);
    const lacking = group.needs.filter((name) => through.get(name)?.failed);
    if (lacking.length > 0) {
      note({
        name: group.name,
        passed: 0,
        failed: 1,
        output: `not checked: ${lacking.join(', ')} failed`,
        seconds: 0,
      });
      through.set(group.name, { failed: true });
      return;
    }
    const jobs = group.jobs();
    const rank = waiting(group.name, groups);
    let left = jobs.length;
    let failed = false;
    if (left === 0) through.set(group.name, { failed });
    const end = (done: Done) => {
      note(done);
      failed ||= done.failed > 0;
      left -= 1;
      if (left === 0) through.set(group.name, { failed });
    };
    for (const job of jobs) queue.push({ job, rank: rank + job.cost, end });
    queue.sort((a, b) => b.rank - a.rank);
  };
  const startReady = () => {
    for (let before = -1; before !== pending.size;) {
      before = pending.size;
      for (const group of pending) {
        const first = [...group.needs, ...group.after].filter((name) => there.has(name));
        if (first.every((name) => through.has(name))) start(group);
      }
    }
  };

  startReady();
  while (queue.length > 0 || running.size > 0) {
    while (queue.length > 0 && running.size < slots) {
      const { job, end } = queue.shift()!;
      const started = Date.now();
      const run: Promise<void> = job.run().then((outcome) => {
        running.delete(run);
        end({ name: job.name, ...outcome, seconds: (Date.now() - started) / 1000 });
      });
      running.add(run);
    }
    await Promise.race(running);
    startReady();
  }
  if (pending.size > 0)
    throw new Error(`these wait for one another: ${[...pending].map(({ name }) => name).join(', ')}`);
  return all;
}
