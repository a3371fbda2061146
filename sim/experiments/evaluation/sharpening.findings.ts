/** What prose quotes of `sharpening`. */
import { only, wordsOn } from '../../words.ts';
import experiment from './sharpening.ts';

type Model = 'base' | 'sft' | 'ppo' | 'rlvr' | 'guess';

const pass = (model: Model, k: number) => only('curve', model, { k });

export default wordsOn(experiment, {
  findings: {
    questions: {
      says: 'share of the answerable held-out questions that are asked',
      measure: () => experiment.params.asked.default,
      unit: 'share',
      between: [0.2, 0.5],
    },
    base1: { says: 'pass@1 of base', at: pass('base', 1), between: [0.44, 0.52] },
    sft1: { says: 'pass@1 of SFT', at: pass('sft', 1), between: [0.57, 0.63] },
    ppo1: { says: 'pass@1 of PPO', at: pass('ppo', 1), between: [0.75, 0.81] },
    rlvr1: { says: 'pass@1 of RLVR', at: pass('rlvr', 1), between: [0.64, 0.76] },
    sft8: { says: 'pass@8 of SFT', at: pass('sft', 8), between: [0.95, 0.985] },
    base8: { says: 'pass@8 of base', at: pass('base', 8), between: [0.915, 0.965] },
    ppo8: { says: 'pass@8 of PPO', at: pass('ppo', 8), between: [0.9, 0.945] },
    low16: {
      says: 'SFT minus PPO at 16, lower end',
      at: only('curve', 'low', { k: 16 }),
      between: [-0.005, 0.04],
    },
    high16: { says: 'the upper end', at: only('curve', 'high', { k: 16 }), between: [0.04, 0.12] },
    guess8: { says: 'pass@8 of guessing', at: pass('guess', 8), between: [0.6, 0.75] },
    guess64: { says: 'pass@64 of guessing', at: pass('guess', 64), between: [0.85, 0.95] },
    sft64: { says: 'pass@64 of SFT', at: pass('sft', 64), between: [0.99, 1] },
    rlvr64: { says: 'pass@64 of RLVR', at: pass('rlvr', 64), between: [0.94, 1] },
    never: {
      says: 'questions to which PPO is never right in 64 answers',
      at: only('question', 'never', { model: 'PPO' }),
      between: [0.01, 0.07],
    },
    always: {
      says: 'questions to which PPO is always right',
      at: only('question', 'always', { model: 'PPO' }),
      between: [0.15, 0.33],
    },
    alwaysSft: {
      says: 'questions to which SFT is always right',
      at: only('question', 'always', { model: 'SFT' }),
      between: [0, 0.03],
    },
  },
});
