/**
 * Steps of the course's transformer that several workers share. Who computes what is the host's affair and in no row: the
 * losses are the same whatever it decides, and seconds are measured outside.
 */
import { defineExperiment } from '../../experiment.ts';
import { nats } from '../../metric.ts';
import { initialise } from '../../model/parameters.ts';
import { createTransformer } from '../../model/transformer.ts';
import { documentBatches, LARGEST_BATCH } from '../../stages/batches.ts';
import { shapeOf } from '../../stages/laboratory.ts';
import { PRETRAINING_ADAMW } from '../../stages/pretraining.ts';
import { train } from '../../stages/training.ts';
import { workbenchOf } from '../../stages/workbench.ts';
import { createWorld, webDocument } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

/** A multiplication and an addition forward, twice as many backward. */
const OPERATIONS = 6;

export default defineExperiment({
  id: 'data-parallel',
  title:
    'Steps of the course’s transformer, shared by as many workers as there are: the same losses with any number.',
  params: {
    batch: {
      kind: 'number',
      symbol: 'B',
      label: 'batch',
      unit: 'documents',
      help: 'What all workers together read in a step; it is cut into four parts.',
      min: 4,
      max: LARGEST_BATCH,
      step: 4,
      default: 64,
    },
    steps: {
      kind: 'number',
      label: 'steps',
      help: 'Updates of the weights.',
      min: 20,
      max: 400,
      step: 20,
      default: 40,
    },
    seed: seedParam('Fixes the first weights and the texts.'),
  },
  series: {
    training: {
      title: 'Training',
      metrics: {
        step: { label: 'step', unit: '', help: 'Updates so far.', digits: 0 },
        loss: nats('Of the batch, before its update.', 'loss'),
      },
    },
    work: {
      title: 'What a step asks for',
      metrics: {
        weights: { label: 'weights', unit: 'thousand', help: 'Of the model.', digits: 1 },
        tokens: { label: 'tokens', unit: 'per step', help: 'Mean over the run.', digits: 0 },
        shared: {
          label: 'divided',
          unit: 'million operations',
          help: 'Six per weight and token: what workers divide.',
          digits: 1,
        },
        sent: {
          label: 'sent',
          unit: 'thousand numbers',
          help: 'Weights to each helper and its gradient back, in every step.',
          digits: 1,
        },
        perNumber: {
          label: 'operations per number sent',
          unit: '',
          help: 'If one worker helps, which takes half: what sending has to pay for.',
          digits: 0,
        },
      },
    },
  },
  clock: { series: 'training', metric: 'step', end: 'steps' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'nats per token',
      size: 'wide',
      x: { label: 'step' },
      y: {},
      layers: [{ series: 'training', x: 'step', y: 'loss', mark: 'line' }],
      head: [{ series: 'training', metric: 'loss' }],
    },
    {
      kind: 'table',
      id: 'work',
      title: 'A step',
      size: 'wide',
      table: { series: 'work', columns: ['weights', 'tokens', 'shared', 'sent', 'perNumber'] },
    },
  ],
  needs: [],
  engine: true,
  small: { batch: 8, steps: 20 },
  simplified: [
    'A batch is cut into four parts, so that the sum is taken in the same order by any number of workers: a fifth has nothing to do, and with three one has twice as much.',
    'One worker sums up the gradients and makes the update; each step it sends all weights to the others. A ring of GPUs sends less.',
  ],
}).runs(function* runDataParallel({ batch, steps }, { kernels, crew, rng }) {
  const world = createWorld();
  const policy = createTransformer(kernels, shapeOf(world), LARGEST_BATCH);
  initialise(kernels, policy.parameters, rng.stream('weights'));
  const web = rng.stream('web');
  const next = () => webDocument(world, web, {});
  // Drawn first: the steps that follow are nothing but steps.
  const batches = [...documentBatches(next, batch, steps, rng.stream('batches'))];
  const team = { workbench: workbenchOf({ policy }), crew };
  const schedule = { peak: 6.5e-3, floor: 0, warmUp: 20, steps, decay: 'linear' } as const;
  let read = 0;
  for (const event of train(team, batches, schedule, 0, PRETRAINING_ADAMW)) {
    if (!event) {
      yield undefined;
      continue;
    }
    const { step, loss, tokens } = event;
    read = tokens;
    yield { series: 'training', step, loss };
  }
  const { count } = policy.parameters;
  const tokens = read / steps;
  const shared = OPERATIONS * count * tokens;
  const sent = 2 * count;
  yield {
    series: 'work',
    weights: count / 1000,
    tokens,
    shared: shared / 1e6,
    sent: sent / 1000,
    perNumber: shared / 2 / sent,
  };
});
