/** How fast this tab writes with the model of the run, measured when somebody asks. */
import { useEffect, useRef, useState } from 'react';
import type { Checkpoint } from '../lab/modelFile.ts';
import { TOGETHER } from './together.ts';
import type { FromSpeed, ToSpeed } from './speedWorker.ts';

interface SpeedProps {
  /** Models of the run, by name; without a PPO model, that of the course is measured. */
  readonly trained: Readonly<Record<string, Checkpoint>> | undefined;
}

const NO_WORKER = 'this page may start no worker here';
const NOT_LOADED =
  'the program for it could not be loaded. Reload the page; if you are offline, go online first';

const perSecond = (tokens: number) => Math.round(tokens).toLocaleString('en');

export function Speed({ trained }: SpeedProps) {
  const worker = useRef<Worker>(undefined);
  const [said, setSaid] = useState<string>();
  const [isMeasuring, setMeasuring] = useState(false);
  const [awake, setAwake] = useState(false);
  const own = trained?.['ppo'];
  const stop = () => {
    worker.current?.terminate();
    worker.current = undefined;
    setMeasuring(false);
  };
  useEffect(() => setAwake(true), []);
  // Another model, another speed: what was measured of the last one goes.
  useEffect(() => {
    setSaid(undefined);
    return stop;
  }, [own]);

  const measure = () => {
    setSaid(undefined);
    setMeasuring(true);
    const end = (words: string) => {
      setSaid(words);
      stop();
    };
    try {
      worker.current = new Worker(new URL('./speedWorker.ts', import.meta.url), { type: 'module' });
    } catch {
      end(`It could not be measured: ${NO_WORKER}.`);
      return;
    }
    worker.current.onmessage = ({ data }: MessageEvent<FromSpeed>) => {
      if (data.type === 'failed') {
        end(`It could not be measured: ${data.reason}.`);
        return;
      }
      const { width, layers, kind, together, alone } = data;
      const whose = own ? 'The PPO model of this run' : 'The PPO model of the course';
      const shape = `width ${width}, ${layers} ${layers === 1 ? 'layer' : 'layers'}`;
      const engine = kind === 'simd' ? 'WebAssembly SIMD' : 'plain TypeScript';
      end(
        `${whose} (${shape}, ${engine}) writes ${perSecond(together)} tokens per second with ${TOGETHER} answers at once, and ${perSecond(alone)} one answer at a time.`,
      );
    };
    worker.current.onerror = (event) => {
      event.preventDefault();
      end(`It could not be measured: ${NOT_LOADED}.`);
    };
    worker.current.postMessage({ trained: own } satisfies ToSpeed);
  };

  return (
    <p>
      <b>Generation speed:</b>{' '}
      <span role="status">
        {isMeasuring
          ? 'measuring, about two seconds …'
          : (said ?? 'a matter of your machine and of the model’s size, so it is measured here.')}
      </span>{' '}
      <button type="button" className="text-button" disabled={!awake || isMeasuring} onClick={measure}>
        {said === undefined ? 'Measure it' : 'Measure it again'}
      </button>
    </p>
  );
}
