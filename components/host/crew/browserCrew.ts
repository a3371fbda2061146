/** The crew of a run in a browser: workers that the run's own worker has started, kept as long as it lives. */
import { SHARDS } from '../../../sim/crew.ts';
import { createCrew, type CrewOptions, type RunCrew } from './crew.ts';
import { createHelpers } from './helpers.ts';
import { realClock, type Port } from './messages.ts';
import { createPace } from './pace.ts';

/** @throws where a worker may start none */
function openHelper(): Port {
  const worker = new Worker(new URL('./browserHelper.ts', import.meta.url), { type: 'module' });
  return {
    post: (message, travels) => worker.postMessage(message, travels),
    listen(hear, fail) {
      worker.onmessage = ({ data }: MessageEvent<unknown>) => hear(data);
      worker.onmessageerror = fail;
      worker.onerror = (error) => {
        error.preventDefault(); // the run goes on
        fail();
      };
    },
    close: () => worker.terminate(),
  };
}

const helpers = createHelpers(openHelper, realClock);
const pace = createPace();

/**
 * In Firefox (seen in 153) about one start in twenty of a worker within a worker never ends, and takes the worker that
 * wanted it along. There helpers are only started where they are asked for.
 */
const HANGS_AT_TIMES = /\bFirefox\//.test(navigator.userAgent);

/**
 * By timing alone, no more than the browser says there are cores. The page needs some of one too, and WebKit says four
 * where there are two: the timing shows it.
 */
export const crewHere = (options: Omit<CrewOptions, 'most'>): RunCrew =>
  createCrew(helpers, pace, realClock, {
    ...options,
    most: HANGS_AT_TIMES ? 1 : Math.min(SHARDS, navigator.hardwareConcurrency || 1),
  });
