/** What prose quotes of `mitigations`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './mitigations.ts';

const all = { fault: 'all' } as const;
const one = { fault: 'one' } as const;

export default wordsOn(experiment, {
  findings: {
    failed: {
      says: 'gold reward of one reward model',
      at: only('rules', 'gold', { rule: 'one reward model' }),
      between: [0.15, 0.5],
    },
    same: {
      says: 'mean of three with the same labels',
      at: only('rules', 'gold', { rule: 'mean, same labels' }),
      between: [0.15, 0.5],
    },
    more: {
      says: 'one model with all labels',
      at: only('rules', 'mitigation', { rule: 'one model, all these labels' }),
      between: [0.005, 0.56],
    },
    penalty: {
      says: 'mitigation by the KL penalty',
      at: only('rules', 'mitigation', { rule: 'KL penalty' }),
      between: [0.15, 0.5],
    },
    penaltyGold: {
      says: 'gold reward under the KL penalty',
      at: only('rules', 'gold', { rule: 'KL penalty' }),
      between: [0.42, 0.66],
    },
    squashedGold: {
      says: 'the same with squashed scores',
      at: only('rules', 'gold', { rule: 'KL penalty, squashed scores' }),
      between: [0.42, 0.66],
    },
    mitigation: {
      says: 'mitigation by the audit',
      at: only('rules', 'mitigation', { rule: 'audit' }),
      between: [0.1, 0.55],
    },
    auditLow: {
      says: 'its lower end',
      at: only('rules', 'mitigationLow', { rule: 'audit' }),
      between: [-0.05, 0.45],
    },
    auditHigh: {
      says: 'its upper end',
      at: only('rules', 'mitigationHigh', { rule: 'audit' }),
      between: [0.2, 0.65],
    },
    checks: {
      says: 'answers that the audit checks',
      at: only('rules', 'checks', { rule: 'audit' }),
      between: [40, 180],
    },
    likeliest: {
      says: 'mitigation by the likeliest answer',
      at: only('rules', 'mitigation', { rule: 'no optimisation: likeliest answer' }),
      between: [0.4, 0.75],
    },
    likeliestGold: {
      says: 'gold reward of the likeliest answer',
      at: only('rules', 'gold', { rule: 'no optimisation: likeliest answer' }),
      between: [0.66, 0.77],
    },
    oneEnsemble: {
      says: 'mitigation by an ensemble, mean, one annotator biased',
      settings: one,
      at: only('rules', 'mitigation', { rule: 'mean, own labels' }),
      between: [0.1, 0.5],
    },
    oneWorst: {
      says: 'mitigation by an ensemble, worst case, one annotator biased',
      settings: one,
      at: only('rules', 'mitigation', { rule: 'worst case, own labels' }),
      between: [0.1, 0.55],
    },
    oneMore: {
      says: 'mitigation by one model with all labels, one annotator biased',
      settings: one,
      at: only('rules', 'mitigation', { rule: 'one model, all these labels' }),
      between: [0.08, 0.55],
    },
    allEnsemble: {
      says: 'mitigation by an ensemble, mean, all annotators biased',
      settings: all,
      at: only('rules', 'mitigation', { rule: 'mean, own labels' }),
      between: [-0.15, 0.15],
    },
    allWorst: {
      says: 'mitigation by an ensemble, worst case, all annotators biased',
      settings: all,
      at: only('rules', 'mitigation', { rule: 'worst case, own labels' }),
      between: [-0.15, 0.15],
    },
    allMore: {
      says: 'mitigation by all these labels in one model, all annotators biased',
      settings: all,
      at: only('rules', 'mitigation', { rule: 'one model, all these labels' }),
      between: [-0.1, 0.15],
    },
    allFailed: {
      says: 'gold reward of one reward model, all annotators biased',
      settings: all,
      at: only('rules', 'gold', { rule: 'one reward model' }),
      between: [0, 0.25],
    },
    allPenalty: {
      says: 'mitigation by the KL penalty, all annotators biased',
      settings: all,
      at: only('rules', 'mitigation', { rule: 'KL penalty' }),
      between: [0.1, 0.4],
    },
    allAudit: {
      says: 'mitigation by the audit, all annotators biased',
      settings: all,
      at: only('rules', 'mitigation', { rule: 'audit' }),
      between: [0.25, 0.6],
    },
  },
  goals: {
    shared: {
      says: 'a policy of the KL penalty that is at least 0.02 better than a plain sample, where all annotators share the bias',
      label: 'KL penalty minus a plain sample',
      unit: '',
      digits: 2,
      scale: [-0.3, 0.2],
      target: [0.02, 0.5],
      measure: (rows) => {
        const goldOf = (name: string) =>
          rows.of('rules').find(({ rule }) => experiment.series.rules.metrics.rule.names[rule] === name)!
            .gold;
        return goldOf('KL penalty') - goldOf('no optimisation: a sample');
      },
      unless: ({ fault }) => (fault === 'all' ? undefined : 'all annotators must share the bias'),
      hint: 'What is wrong is in every label. What limits how hard the labels are obeyed?',
      solution: { fault: 'all', beta: 1 },
      because:
        'At β = 1 the policy stays near the fine-tuned model and takes from the score only what costs little; there the score still agrees with quality. The bias is not gone: it is obeyed less.',
      wrong: [
        {
          settings: { fault: 'all', members: 5 },
          fails: 'low',
          because: 'Five reward models with the same bias agree with each other. The penalty is no stronger.',
        },
        {
          settings: { fault: 'all', pairs: 2000 },
          fails: 'low',
          because: 'Four times the labels teach the same bias, with more certainty.',
        },
      ],
    },
  },
  presets: [{ settings: one }, { settings: all }],
});
