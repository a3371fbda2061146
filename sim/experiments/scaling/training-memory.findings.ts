/** What prose quotes of `training-memory`. */
import { only, wordsOn } from '../../words.ts';
import experiment from './training-memory.ts';

const undivided = only('memory', 'gigabytes', { stage: 'all on each GPU' });

const SMALL = { weights: 0.1, gpus: 8 } as const;

const GPT3 = { weights: 175, gpus: 1024, gigabytes: 40 } as const;

export default wordsOn(experiment, {
  findings: {
    sevenBillion: {
      says: 'memory of training 7 billion weights on each GPU, undivided',
      at: undivided,
      digits: 0,
      between: [112, 112],
    },
    sevenBillionFirst: {
      says: 'the same on each of 8 GPUs with the state of the optimiser divided',
      at: only('memory', 'gigabytes', { stage: 'ZeRO-1' }),
      between: [38, 39],
    },
    small: {
      says: 'memory of training a tenth of a billion weights',
      settings: SMALL,
      at: undivided,
      between: [1.6, 1.6],
    },
    gpt3: {
      says: 'memory of training 175 billion weights, undivided',
      settings: GPT3,
      at: undivided,
      digits: 0,
      between: [2800, 2800],
    },
    gpt3Times: {
      says: 'how many GPUs of 40 GB that would fill',
      settings: GPT3,
      at: only('memory', 'share', { stage: 'all on each GPU' }),
      digits: 0,
      unit: '',
      between: [69, 71],
    },
    gpt3Divided: {
      says: 'the same on each of 1,024 GPUs when everything is divided',
      settings: GPT3,
      at: only('memory', 'gigabytes', { stage: 'ZeRO-3, FSDP' }),
      between: [2.7, 2.8],
    },
  },
  presets: [
    { label: '7 billion weights, 8 GPUs', settings: {} },
    { label: '0.1 billion weights, 8 GPUs', settings: SMALL },
    { label: 'The size of GPT-3', settings: GPT3 },
  ],
});
