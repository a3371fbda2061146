/** The steps of `data-parallel` by one to four threads of Node, as the figure measures them in a browser. */
import { availableParallelism, loadavg } from 'node:os';
import { nodeCrew } from '../../../components/host/crew/nodeCrew.ts';
import { nodeHost } from '../../../components/host/node.ts';
import { quickest, SIZES, type Timed } from '../../../components/figure/lab/amdahl.ts';
import type { SpeedUps } from '../../../components/figure/speedUps.ts';
import type { Experiment } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { loadExperiment, loadWords } from '../../../sim/experiments/index.ts';
import { play } from '../../../sim/run.ts';
import { thisMachine } from '../machine.ts';

const ID = 'data-parallel';

async function timed(experiment: Experiment, settings: Partial<Settings>, workers: number): Promise<Timed> {
  const { crew, close } = nodeCrew(workers);
  try {
    await crew.ready();
    const run = play(experiment, settings, { ...nodeHost, crew });
    for (;;) {
      const next = run.next();
      if (next.done) return { workers, hash: next.value.hash, times: crew.times() };
      if (!next.value) await crew.waiting();
    }
  } finally {
    close();
  }
}

/** Where other programs compute, times with several workers would say more of them: then only one worker is timed. */
const isBusy = () => loadavg()[0]! > availableParallelism() / 2;

/** @param rounds turns of each number of workers; the first is not counted */
export async function benchWorkers(rounds: number): Promise<SpeedUps> {
  const experiment = await loadExperiment(ID);
  const { presets } = await loadWords(ID);
  const sizes = isBusy() ? SIZES.slice(0, 1) : SIZES;
  const cases: SpeedUps['cases'][number][] = [];
  for (const { settings } of presets) {
    const runs: Timed[] = [];
    for (let round = 0; round <= rounds; round++) {
      for (const workers of sizes) {
        const run = await timed(experiment, settings, workers);
        if (round > 0) runs.push(run);
      }
    }
    cases.push({ settings: settings, measured: quickest(runs) });
  }
  return { machine: thisMachine(), date: new Date().toISOString().slice(0, 10), cases };
}
