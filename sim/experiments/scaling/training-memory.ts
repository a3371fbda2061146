/** What a model in training keeps in memory, whole on every GPU or divided among them. */
import { defineExperiment } from '../../experiment.ts';
import { bytesOnEach } from '../../measure/trainingMemory.ts';

const STAGES = [0, 1, 2, 3] as const;

const STAGE_NAMES = ['all on each GPU', 'ZeRO-1', 'ZeRO-2', 'ZeRO-3, FSDP'] as const;

export default defineExperiment({
  id: 'training-memory',
  title: 'Training keeps 16 bytes for each weight: on every GPU, or divided among them.',
  params: {
    weights: {
      kind: 'number',
      symbol: 'N',
      label: 'weights',
      unit: 'billion',
      help: 'Of the model.',
      min: 0.1,
      max: 500,
      step: 0.1,
      default: 7,
    },
    gpus: {
      kind: 'number',
      label: 'GPUs',
      help: 'Among which something may be divided.',
      min: 1,
      max: 4096,
      step: 1,
      default: 8,
    },
    gigabytes: {
      kind: 'number',
      label: 'memory of a GPU',
      unit: 'GB',
      help: 'A100: 40 or 80 GB; H100: 80 GB; H200: 141 GB (NVIDIA).',
      min: 8,
      max: 288,
      step: 1,
      default: 80,
    },
  },
  series: {
    memory: {
      title: 'Memory of one GPU',
      metrics: {
        stage: {
          label: 'divided',
          unit: '',
          help: 'What is spread over the GPUs.',
          digits: 0,
          names: STAGE_NAMES,
        },
        gigabytes: {
          label: 'memory',
          unit: 'GB',
          help: 'Weights, gradients, optimiser; without activations.',
          digits: 1,
        },
        share: {
          label: 'share of a GPU',
          unit: 'share',
          help: 'The same by the memory of one GPU.',
          digits: 2,
        },
        fits: { label: 'fits', unit: '', help: '1 if it fits into the GPU.', digits: 0 },
      },
    },
  },
  views: [
    {
      kind: 'bars',
      id: 'memory',
      title: 'Memory taken on each GPU',
      unit: '% of what it has, without activations; filled: fits',
      size: 'strip',
      x: { percent: true, domain: [0, 1] },
      bars: { series: 'memory', by: 'stage', value: 'share', marked: 'fits' },
      references: [{ axis: 'x', at: 1, label: 'all that it has' }],
    },
    {
      kind: 'table',
      id: 'gigabytes',
      title: 'In gigabytes',
      size: 'wide',
      table: { series: 'memory', columns: ['stage', 'gigabytes', 'share'] },
    },
  ],
  needs: [],
  small: {},
  simplified: [
    'Mixed precision with Adam: 2 bytes for a weight, 2 for its gradient, 12 for the 32-bit copy and two averages.',
    'Without activations, which come on top and depend on batch, context and checkpointing.',
  ],
}).runs(function* runTrainingMemory({ weights, gpus, gigabytes }) {
  for (const stage of STAGES) {
    const taken = bytesOnEach(weights * 1e9, gpus, stage) / 1e9;
    const share = taken / gigabytes;
    yield { series: 'memory', stage, gigabytes: taken, share, fits: share <= 1 ? 1 : 0 };
  }
});
