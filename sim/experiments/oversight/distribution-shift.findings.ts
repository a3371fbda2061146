/** What prose quotes of `distribution-shift`, and what exercises ask of it. */
import { first, last, wordsOn } from '../../words.ts';
import experiment from './distribution-shift.ts';

export default wordsOn(experiment, {
  findings: {
    onSft: {
      says: 'pairs of SFT’s answers that the first reward model ranks correctly',
      at: first('rounds', 'onSft'),
      between: [0.62, 0.8],
    },
    onPolicy: {
      says: 'pairs of PPO’s answers that it ranks correctly',
      at: first('rounds', 'onPolicy'),
      between: [0.52, 0.74],
    },
    apart: {
      says: 'the same without a KL penalty',
      settings: { beta: 0 },
      at: first('rounds', 'onPolicy'),
      between: [0.3, 0.7],
    },
    apartKl: {
      says: 'KL of PPO in round 0 without a penalty',
      settings: { beta: 0 },
      at: first('rounds', 'kl'),
      digits: 0,
      between: [0.8, 60],
    },
    kl: {
      says: 'KL of PPO in round 0',
      at: first('rounds', 'kl'),
      digits: 1,
      between: [0.5, 2.5],
    },
    likelihood: {
      says: 'the same pairs, ranked by likelihood under SFT',
      at: first('rounds', 'likelihood'),
      between: [0.74, 0.88],
    },
    onPolicyEnd: {
      says: 'accuracy on PPO’s answers at the end, labels on PPO’s answers',
      at: last('rounds', 'onPolicy'),
      between: [0.64, 0.8],
    },
    onPolicyOtherEnd: {
      says: 'the same with labels on SFT’s answers',
      at: last('rounds', 'onPolicyOther'),
      between: [0.57, 0.78],
    },
    labels: { says: 'labels at the end', at: last('rounds', 'labels'), between: [1000, 1000] },
    goldFirst: { says: 'gold reward of PPO in round 0', at: first('rounds', 'gold'), between: [0.38, 0.54] },
    goldEnd: {
      says: 'gold reward of PPO at the end, labels on PPO’s answers',
      at: last('rounds', 'gold'),
      between: [0.42, 0.6],
    },
    goldOtherEnd: {
      says: 'the same with labels on SFT’s answers',
      at: last('rounds', 'goldOther'),
      between: [0.42, 0.6],
    },
    start: { says: 'gold reward before PPO', at: last('summary', 'start'), between: [0.4, 0.52] },
    likeliest: {
      says: 'gold reward of the likeliest answer',
      at: last('summary', 'likeliest'),
      between: [0.62, 0.75],
    },
    mitigation: {
      says: 'share of its errors on PPO’s answers that is gone, labels on PPO’s answers',
      at: last('summary', 'mitigation'),
      between: [-0.45, 0.45],
    },
    mitigationOther: {
      says: 'the same with labels on SFT’s answers',
      at: last('summary', 'mitigationOther'),
      between: [-0.45, 0.45],
    },
  },
  goals: {
    away: {
      says: 'PPO at least 4 nats from the fine-tuned model in round 0',
      label: 'KL of PPO in round 0',
      unit: 'nats',
      digits: 1,
      scale: [0, 60],
      target: [4, 200],
      at: first('rounds', 'kl'),
      hint: 'Two settings say how far PPO can go from the answers that were labelled: what a nat costs, and how many steps it takes.',
      solution: { beta: 0, steps: 60 },
      because:
        'Without a penalty and with 60 steps PPO goes far, to where the score is highest, and there the reward model errs in its favour: it ranks about as well as a coin, on some seeds better and on others worse. With 25 steps, or with the small default penalty, how far PPO gets depends on the seed.',
      wrong: [
        {
          settings: { beta: 0.5, steps: 60 },
          fails: 'low',
          because:
            'With a larger price of a nat more steps do not lead far: PPO stops where another nat costs more than it brings.',
        },
        {
          settings: { extra: 1000 },
          fails: 'low',
          because: 'These labels come after round 0: they change the reward models that follow.',
        },
      ],
    },
  },
});
