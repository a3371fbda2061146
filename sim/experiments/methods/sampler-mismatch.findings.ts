/** What prose quotes of `sampler-mismatch`. */
import type { SettingsOf } from '../../param.ts';
import { last, only, wordsOn } from '../../words.ts';
import experiment from './sampler-mismatch.ts';

type Given = Partial<SettingsOf<typeof experiment.params>>;

/** In the last row of a run. */
const of = (
  settings: Given,
  metric: 'mismatch' | 'effective' | 'kl',
  says: string,
  between: readonly [number, number],
) => ({ says, settings, at: last('ppo', metric), between });

const heldOut = (
  settings: Given,
  who: 'the fine-tuned model' | 'the policy' | 'the sampler',
  says: string,
  between: readonly [number, number],
) => ({ says, settings, at: only('measurement', 'gold', { who }), between });

const same: Given = { sampler: 'same' };
const three: Given = { sampler: 'bits3' };
const truncated: Given = { correction: 'truncated' };

export default wordsOn(experiment, {
  findings: {
    tokens: { says: 'tokens read by both routes', at: only('agreement', 'tokens'), between: [300, 600] },
    different: {
      says: 'logits of decoder and trainer that differ, bit for bit',
      at: only('agreement', 'different'),
      as: 'before a noun',
      between: [0, 0],
    },
    before: heldOut({}, 'the fine-tuned model', 'gold reward of sampled answers before PPO', [0.35, 0.55]),
    sameMismatch: of(same, 'mismatch', 'KL between sampler and trainer, the same weights', [0, 0]),
    sameGold: heldOut(same, 'the policy', 'gold reward after PPO on its own answers', [0.4, 0.65]),
    sameKl: of(same, 'kl', 'KL from the fine-tuned model then', [0.3, 1.5]),
    fourMismatch: of({}, 'mismatch', 'KL between a 4-bit sampler and the trainer', [0.04, 0.3]),
    fourEffective: of({}, 'effective', 'effective sample then', [0.3, 0.95]),
    fourGold: heldOut(
      {},
      'the policy',
      'gold reward of the policy trained on answers of 4-bit weights',
      [0.35, 0.65],
    ),
    fourKl: of({}, 'kl', 'KL from the fine-tuned model then', [0.5, 3]),
    truncatedGold: heldOut(truncated, 'the policy', 'the same with truncated weights', [0.35, 0.65]),
    truncatedKl: of(truncated, 'kl', 'KL from the fine-tuned model with truncated weights', [0.5, 3.5]),
    threeEffective: of(three, 'effective', 'effective sample with 3-bit weights', [0, 0.3]),
    threeGold: heldOut(
      three,
      'the policy',
      'gold reward of the policy trained on answers of 3-bit weights',
      [0.2, 0.54],
    ),
    threeSampler: heldOut(
      three,
      'the sampler',
      'gold reward of the answers of its 3-bit sampler',
      [-0.4, 0.3],
    ),
  },
  presets: [
    { label: '4 bits', settings: {} },
    { label: 'The policy itself', settings: { sampler: 'same' } },
    { label: '3 bits', settings: { sampler: 'bits3' } },
    { label: '4 bits, truncated weights', settings: { correction: 'truncated' } },
  ],
});
