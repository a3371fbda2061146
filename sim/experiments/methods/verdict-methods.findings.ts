/** What prose quotes of `verdict-methods`, and what its exercise asks. */
import type { RowsOf } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import { only, wordsOn } from '../../words.ts';
import experiment from './verdict-methods.ts';

type Ends = RowsOf<typeof experiment.series, 'compared'>;
const { names } = experiment.series.compared.metrics.method;
type Name = (typeof names)[number];

const at = (rows: Ends, name: Name) => rows.find(({ method }) => names[method] === name)!;
const gapOf = (rows: Ends, name: Name) => at(rows, name).gap;

const SUPERVISED: readonly Name[] = ['best-of-16, distilled', 'rejection sampling'];
/** From sampled verdicts, paid by the judge. */
const GRADIENTS: readonly Name[] = ['REINFORCE', 'RLOO', 'PPO', 'GRPO', 'Dr. GRPO'];
const PAIRS: readonly Name[] = ['DPO', 'DPO, online', 'IPO', 'KTO'];
const TRAINED = [...SUPERVISED, ...GRADIENTS, ...PAIRS, 'exact gradient', 'RLVR (by GRPO)'] as const;

const meanGap = (rows: Ends, of: readonly Name[]) => mean(of.map((name) => gapOf(rows, name)));
/** Of the gain in J that is possible on held-out prompts, what methods have on average. */
const carried = (rows: Ends, of: readonly Name[]) =>
  1 - mean(of.map((name) => at(rows, name).heldOutGap)) / at(rows, 'SFT, no method').heldOutGap;

/** A nat that costs more than supervised choice reckons with. */
const dear = { beta: 1 } as const;
/** So few prompts that they can be learned by heart. */
const few = { prompts: 32 } as const;

export default wordsOn(experiment, {
  findings: {
    before: {
      says: 'gap of the fine-tuned model, training prompts',
      at: only('compared', 'gap', { method: 'SFT, no method' }),
      between: [0.2, 0.26],
    },
    nearest: {
      says: 'least distance below the curve of optima of any method that trains, on either board',
      measure: (rows) => {
        const ends = rows.of('compared');
        return TRAINED.map((name) => at(ends, name)).reduce(
          (least, { below, heldOutBelow }) => Math.min(least, below, heldOutBelow),
          9,
        );
      },
      digits: 3,
      between: [0.015, 0.045],
    },
    bestOf: {
      says: 'distance of best-of-16 itself below the curve of optima, training prompts; it knows no β',
      at: only('compared', 'below', { method: 'best-of-16' }),
      between: [0.0005, 0.005],
    },
    heldOutBestOf: {
      says: 'distance of best-of-16 itself below the curve of optima, held-out prompts',
      at: only('compared', 'heldOutBelow', { method: 'best-of-16' }),
      between: [0.002, 0.006],
    },
    exact: {
      says: 'gap of the exact gradient, training prompts',
      at: only('compared', 'gap', { method: 'exact gradient' }),
      between: [0.015, 0.05],
    },
    gradients: {
      says: 'mean gap of the five policy gradients from samples, training prompts',
      measure: (rows) => meanGap(rows.of('compared'), GRADIENTS),
      digits: 3,
      between: [0.07, 0.115],
    },
    supervised: {
      says: 'mean gap of distillation and rejection sampling, training prompts',
      measure: (rows) => meanGap(rows.of('compared'), SUPERVISED),
      digits: 3,
      between: [0.08, 0.155],
    },
    pairs: {
      says: 'mean gap of DPO, online DPO, IPO and KTO, training prompts',
      measure: (rows) => meanGap(rows.of('compared'), PAIRS),
      digits: 3,
      between: [0.14, 0.21],
    },
    ppo: {
      says: 'gap of PPO, training prompts',
      at: only('compared', 'gap', { method: 'PPO' }),
      between: [0.05, 0.075],
    },
    grpo: {
      says: 'gap of GRPO, training prompts',
      at: only('compared', 'gap', { method: 'GRPO' }),
      between: [0.08, 0.14],
    },
    draws: {
      says: 'difference of the gaps of RLVR and GRPO, which are one method with other draws',
      measure: (rows) => {
        const ends = rows.of('compared');
        return Math.abs(gapOf(ends, 'RLVR (by GRPO)') - gapOf(ends, 'GRPO'));
      },
      digits: 3,
      between: [0, 0.025],
    },
    otherDraws: {
      says: 'the same with another seed',
      settings: { seed: 18 },
      measure: (rows) => {
        const ends = rows.of('compared');
        return Math.abs(gapOf(ends, 'RLVR (by GRPO)') - gapOf(ends, 'GRPO'));
      },
      digits: 3,
      between: [0.015, 0.025],
    },
    spread: {
      says: 'difference of the gaps of GRPO and Dr. GRPO',
      measure: (rows) => {
        const ends = rows.of('compared');
        return Math.abs(gapOf(ends, 'Dr. GRPO') - gapOf(ends, 'GRPO'));
      },
      digits: 3,
      between: [0, 0.02],
    },
    fresh: {
      says: 'difference of the gaps of DPO and online DPO',
      measure: (rows) => {
        const ends = rows.of('compared');
        return Math.abs(gapOf(ends, 'DPO, online') - gapOf(ends, 'DPO'));
      },
      digits: 3,
      between: [0, 0.02],
    },
    carried: {
      says: 'share of the possible gain in J that all methods that train have on average on held-out prompts',
      measure: (rows) => carried(rows.of('compared'), TRAINED),
      unit: 'share',
      between: [0.05, 0.2],
    },
    carriedExact: {
      says: 'the same of the exact gradient alone',
      measure: (rows) => carried(rows.of('compared'), ['exact gradient']),
      unit: 'share',
      between: [0.02, 0.34],
    },
    beforeDear: {
      says: 'gap of the fine-tuned model at β = 1, training prompts',
      settings: dear,
      at: only('compared', 'gap', { method: 'SFT, no method' }),
      between: [0.09, 0.12],
    },
    supervisedDear: {
      says: 'mean gap of distillation and rejection sampling at β = 1, training prompts',
      settings: dear,
      measure: (rows) => meanGap(rows.of('compared'), SUPERVISED),
      digits: 3,
      between: [0.12, 0.21],
    },
    pairsDear: {
      says: 'mean gap of DPO, online DPO, IPO and KTO at β = 1, training prompts',
      settings: dear,
      measure: (rows) => meanGap(rows.of('compared'), PAIRS),
      digits: 3,
      between: [0.05, 0.11],
    },
    carriedDear: {
      says: 'share of the possible gain on held-out prompts that all methods that train have on average, at β = 1',
      settings: dear,
      measure: (rows) => carried(rows.of('compared'), TRAINED),
      unit: 'share',
      between: [-0.6, -0.05],
    },
    gradientsFew: {
      says: 'mean gap of the five policy gradients from samples, 32 training prompts',
      settings: few,
      measure: (rows) => meanGap(rows.of('compared'), GRADIENTS),
      digits: 3,
      between: [0.001, 0.03],
    },
    carriedFew: {
      says: 'share of the possible gain on held-out prompts that all methods that train have on average, 32 training prompts',
      settings: few,
      measure: (rows) => carried(rows.of('compared'), TRAINED),
      unit: 'share',
      between: [-0.8, -0.05],
    },
  },
  goals: {
    suited: {
      says: 'Best-of-4 knows no β. Find the β for which it is as good a policy as it can be: its gap on training prompts exceeds its distance below the curve by at most 0.002.',
      label: 'gap less distance below the curve, best-of-4',
      unit: '',
      digits: 3,
      scale: [0, 0.05],
      target: [0, 0.002],
      measure: (rows) => {
        const { gap, below } = at(rows.of('compared'), 'best-of-4');
        return gap - below;
      },
      hint: 'Both numbers are in the tab Table. The optimum for the right β spends as many nats as best-of-4 does. No method has to be trained for this: choose one in the menu, and runs are short.',
      solution: { beta: 0.5, method: 'distillation' },
      because:
        'At 0.5 the optimum has nearly the KL of best-of-4, so the only thing that is lacking is reward at that KL: the gap is the distance below the curve.',
      wrong: [
        {
          settings: { beta: 0.2, method: 'distillation' },
          fails: 'high',
          because: 'A nat costs little here, and the optimum buys more of them than four samples do.',
        },
        {
          settings: { beta: 1, method: 'distillation' },
          fails: 'high',
          because: 'A nat is dear here, and the optimum stays nearer to the reference than best-of-4.',
        },
      ],
    },
  },
  presets: [{ settings: { beta: 1 } }, { settings: { prompts: 32 } }],
});
