/** What a plan is described by: its metrics, and the names of its rows. */

export const LAWS = [
  'Hoffmann et al. 2022, as printed',
  'Hoffmann et al. 2022, unrounded',
  'Besiroglu et al. 2024',
  'Muennighoff et al. 2023',
] as const;

export const WORK = ['pretraining', 'fine-tuning', 'reward model', 'PPO, at least', 'all stages'] as const;

export const LABELS = ['demonstrations', 'preferences', 'all labels'] as const;

export const ZERO = ['all on each GPU', 'ZeRO-1', 'ZeRO-2', 'ZeRO-3, FSDP'] as const;

const law = { label: 'law', unit: '', help: 'Whose constants.', digits: 0, names: LAWS } as const;

const nats = (label: string, help: string) =>
  ({ label, unit: 'nats', help, hue: 'loss', digits: 3 }) as const;

const tokens = {
  label: 'tokens read',
  unit: 'power of ten',
  help: 'Logarithm of the tokens, each pass counted.',
  digits: 2,
} as const;

const dollars = (help: string) => ({ label: 'price', unit: '$', help, digits: 0 }) as const;

const said = (label: string, help: string) => ({ label, unit: '', help, digits: 0, text: true }) as const;

const weights = { label: 'best N', unit: 'billion', help: 'Weights.', digits: 1 } as const;

export const series = {
  hoffmann: {
    title: 'All tokens new, fit of 2022',
    // Ink: beside the other one it is the older counterpart.
    metrics: {
      tokens,
      loss: { label: 'expected loss', unit: 'nats', help: 'Constants as printed.', digits: 3 },
    },
  },
  besiroglu: {
    title: 'All tokens new, fit of 2024',
    metrics: {
      tokens,
      loss: nats('expected loss', 'Published constants.'),
      low: nats('lower end', '2.5 % of 200 refits lie below.'),
      high: nats('upper end', '2.5 % of 200 refits lie above.'),
    },
  },
  repeated: {
    title: 'Your text, read again, fit of 2024',
    metrics: { tokens, loss: nats('expected loss', 'Repeated tokens discounted.') },
  },
  plan: {
    title: 'Your plan',
    metrics: { tokens, loss: nats('expected loss', 'By the fit of 2024, repeated tokens discounted.') },
  },
  law: {
    title: 'Expected loss of the plan',
    metrics: {
      law,
      fresh: nats('all tokens new', 'If no token were read twice.'),
      loss: nats(
        'as planned',
        'Passes discounted after Muennighoff et al.; in their own law weights too, beyond what suits the text.',
      ),
      band: said('middle 95 %', 'Of 200 refits to points drawn with replacement.'),
    },
  },
  best: {
    title: 'The best division of this compute',
    metrics: {
      law,
      ratio: { label: 'D / N', unit: '', help: 'Tokens per weight at the lowest loss.', digits: 1 },
      low: { label: 'from', unit: '', help: '2.5 % of the refits lie below.', digits: 1 },
      high: { label: 'to', unit: '', help: '2.5 % of the refits lie above.', digits: 1 },
      weights,
      loss: nats('best loss', 'Expected there.'),
    },
  },
  chosen: {
    title: 'The division that is planned',
    metrics: {
      ratio: { label: 'D / N', unit: '', help: 'Tokens per weight, each pass counted.', digits: 1 },
      text: { label: 'tokens read', unit: 'billion', help: 'Text × passes.', digits: 0 },
      worth: { label: 'worth', unit: 'billion', help: 'New tokens that would be worth as much.', digits: 1 },
      above: nats('above the best', 'By the fit of 2024, all tokens new: loss less the lowest possible.'),
    },
  },
  work: {
    title: 'Compute',
    metrics: {
      stage: { label: 'stage', unit: '', help: 'What the GPUs do.', digits: 0, names: WORK },
      compute: { label: 'compute', unit: '10¹⁸ FLOP', help: 'Operations, attention left out.', digits: 0 },
      gpuHours: { label: 'GPU-hours', unit: '', help: 'At the utilisation that is set.', digits: 1 },
      days: { label: 'time', unit: 'days', help: 'On all GPUs, if nothing fails.', digits: 1 },
      cost: dollars('GPU-hours × price.'),
    },
  },
  labels: {
    title: 'People',
    metrics: {
      labels: { label: 'labels', unit: '', help: 'What people write or judge.', digits: 0, names: LABELS },
      hours: { label: 'hours', unit: 'h', help: 'Of experts.', digits: 0 },
      cost: dollars('Hours × price of an hour.'),
    },
  },
  total: {
    title: 'All together',
    metrics: {
      gpus: { label: 'GPUs', unit: '$', help: 'All stages.', digits: 0 },
      people: { label: 'people', unit: '$', help: 'All labels.', digits: 0 },
      cost: dollars('Both; without staff, storage, failed runs.'),
      share: { label: 'labels', unit: 'share', help: 'Of the whole price.', digits: 2 },
    },
  },
  memory: {
    title: 'Memory of one GPU',
    metrics: {
      stage: { label: 'divided', unit: '', help: 'What is spread over the GPUs.', digits: 0, names: ZERO },
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
      holds: { label: 'the GPU has', unit: 'GB', help: 'Memory that a program can use.', digits: 0 },
      fits: { label: 'fits', unit: '', help: '1 if it fits into the GPU.', digits: 0 },
    },
  },
  open: {
    title: 'What no law foretells',
    metrics: {
      setting: said('setting', 'What is set.'),
      value: said('yours', 'As it is set.'),
      known: said('what can be said', 'What follows from it, or what others set.'),
    },
  },
  peak: {
    title: 'Where gold is highest in best of n',
    metrics: {
      size: { label: 'reward model', unit: 'million weights', help: 'Its size.', digits: 0 },
      kl: {
        label: 'KL at the peak',
        unit: 'nats',
        help: '(α / 2β)², from coefficients read off.',
        digits: 1,
      },
      gain: {
        label: 'gold gained',
        unit: '',
        help: 'α² / 4β, in units of the gold reward model.',
        digits: 2,
      },
    },
  },
  advice: {
    title: 'Advice',
    metrics: {
      advice: said('advice', 'What to do.'),
      when: said('appears when', 'The condition under which it stands here.'),
      here: said('here', 'Your value.'),
      source: said('source', 'Who measured it.'),
    },
  },
} as const;
