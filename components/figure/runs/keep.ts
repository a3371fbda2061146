/** Keeps a run that has ended, in this browser; what keeps it is fetched when there is one. */
import type { Drawn } from '../lab/useRun.ts';

export async function keep(experiment: string, drawn: Drawn): Promise<void> {
  const { settings, rows, finished, arrivals, trained, file } = drawn;
  if (!rows || !finished) return;
  const when = Date.now();
  const { hash, seconds } = finished;
  // What cannot be fetched keeps nothing, and the figure stands as it is.
  const modules = Promise.all([import('./store.ts'), import('./savedRun.ts')]).catch(() => undefined);
  const [store, saved] = (await modules) ?? [];
  if (!store || !saved) return;
  const run = {
    ...{ id: saved.newId(when), experiment, when, seconds, arrivals: [...arrivals] },
    history: { settings, rows: [...rows], hash },
    ...(file !== undefined && { file: file.slice(0, 200) }),
  };
  await store.runStore().add(run, trained);
}
