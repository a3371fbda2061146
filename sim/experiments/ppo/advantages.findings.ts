/** What prose quotes of `advantages`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './advantages.ts';

const advantageOf = (token: number) => only('tokens', 'advantage', { token });

/** Four prompts with one token each, of which only the last is paid. */
const FOUR = { rewards: '0 | 0 | 0 | 1', values: '0' } as const;

export default wordsOn(experiment, {
  findings: {
    deltaOfLast: {
      says: 'δ of the last token of the first answer',
      at: only('tokens', 'delta', { token: 5 }),
      digits: 2,
      between: [0.199, 0.201],
    },
    deltaBefore: {
      says: 'δ of the token before',
      at: only('tokens', 'delta', { token: 4 }),
      digits: 3,
      between: [0.2915, 0.2925],
    },
    advantageBefore: { says: 'its advantage', at: advantageOf(4), digits: 3, between: [0.4795, 0.4805] },
    leaked: {
      says: 'advantage of the first of four prompts, of which only the fourth is paid, summed across prompts',
      settings: { ...FOUR, across: 'across' },
      at: advantageOf(1),
      digits: 2,
      between: [0.83, 0.835],
    },
    notLeaked: {
      says: 'the same, summed within answers',
      settings: FOUR,
      at: advantageOf(1),
      digits: 0,
      between: [0, 0],
    },
    reachAtTen: {
      says: 'weight of a reward ten tokens later, γ 0.99 and λ 0.95',
      at: only('reach', 'weight', { distance: 10 }),
      digits: 2,
      between: [0.53, 0.55],
    },
    reachOfCourse: {
      says: 'the same with the γ = 1 and λ = 0.7 of the course',
      settings: { gamma: 1, lambda: 0.7 },
      at: only('reach', 'weight', { distance: 10 }),
      digits: 2,
      between: [0.027, 0.03],
    },
  },
  goals: {
    onlyItsOwn: {
      says: 'the token before the last of the first answer gets an advantage of exactly its own δ, 0.292',
      label: 'advantage of token 4',
      unit: 'reward',
      digits: 3,
      scale: [-1, 1],
      target: [0.2915, 0.2925],
      at: advantageOf(4),
      unless: ({ gamma, rewards, values }) =>
        gamma === 0.99 &&
        rewards === experiment.params.rewards.default &&
        values === experiment.params.values.default
          ? undefined
          : 'Leave γ, the rewards and the values as they are.',
      hint: 'Â_t = δ_t + γλ Â_{t+1}. When does nothing of the next token arrive?',
      solution: { lambda: 0 },
      because:
        'At λ = 0 the advantage is δ alone: the reward of the token plus what V says about the next state, minus what V said about this one. All is then left to the value head, right or wrong.',
      wrong: [
        {
          settings: { lambda: 1 },
          fails: 'high',
          because:
            'λ = 1 trusts the sampled rewards most: everything that comes later arrives, discounted by γ only.',
        },
        {
          settings: { gamma: 0.8 },
          fails: 'unless',
          because:
            'A smaller γ shortens the reach, but it also changes δ itself: the next state counts for less.',
        },
      ],
    },
  },
  presets: [
    { label: 'Two answers', settings: {} },
    { label: 'Four prompts, as in the source', settings: { ...FOUR, across: 'across' } },
  ],
});
