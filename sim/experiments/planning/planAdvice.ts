/** Advice on a plan: each line with the condition under which it appears, and with who measured what it says. */
import { BESIROGLU, lossOf } from '../../measure/scalingLaw.ts';
import { GPUS } from '../../measure/gpus.ts';
import {
  aboveBest,
  labelsOf,
  memoryOf,
  powerOf10,
  scientific,
  sizesOf,
  workOf,
  type Plan,
} from './planFigures.ts';

export interface Advice {
  readonly advice: string;
  readonly when: string;
  readonly source: string;
  /** What meets the condition, as it is written; nothing if it is not met. */
  here(plan: Plan): string | undefined;
}

/** Nats above the best that one plan may lie before its division is worth a word. */
const MUCH = 0.05;

/** Llama 3 405B: 466 interruptions in 54 days on 16,384 GPUs (Grattafiori et al. 2024, sec. 3.3). */
const INTERRUPTIONS_PER_GPU_DAY = 466 / 54 / 16384;

/** Llama 3 8B (its model card). */
const OPEN = { weights: 8e9, tokens: 15e12 } as const;
const OPEN_LOSS = lossOf(BESIROGLU, OPEN.weights, OPEN.tokens);

const sum = (bills: readonly { readonly cost: number }[]) => bills.reduce((all, { cost }) => all + cost, 0);

const passes = ({ epochs }: Plan) => `${epochs} passes`;

const worth = (plan: Plan) => {
  const { unique, worth } = sizesOf(plan);
  return `${passes(plan)}, worth ${(worth / unique).toFixed(1)}`;
};

export const ADVICE: readonly Advice[] = [
  {
    advice: 'Start from an open model of that size and fine-tune it.',
    when: 'the fit of 2024 expects a higher loss than of 8 billion weights after 15 trillion tokens',
    source: 'Llama 3, model card',
    here: (plan) => {
      const { n, worth } = sizesOf(plan);
      const loss = lossOf(BESIROGLU, n, worth);
      return loss > OPEN_LOSS ? `${loss.toFixed(2)} against ${OPEN_LOSS.toFixed(2)} nats` : undefined;
    },
  },
  {
    advice: 'Take a smaller model, and find new text for the compute that it saves.',
    when: 'more than 0.05 nats above the best division, with more weights than it',
    source: 'Besiroglu et al. 2024',
    here: (plan) => {
      const { above, best } = aboveBest(plan);
      return above > MUCH && sizesOf(plan).n > best ? `${above.toFixed(2)} nats` : undefined;
    },
  },
  {
    advice: 'Keep the small model if it will be used much; else take a larger one and read less.',
    when: 'more than 0.05 nats above the best division, with fewer weights than it',
    source: 'Besiroglu et al. 2024',
    here: (plan) => {
      const { above, best } = aboveBest(plan);
      return above > MUCH && sizesOf(plan).n < best ? `${above.toFixed(2)} nats` : undefined;
    },
  },
  {
    advice: 'Read it again: so few passes are worth almost as much as new text.',
    when: '2 to 4 passes',
    source: 'Muennighoff et al. 2023',
    here: (plan) => (plan.epochs > 1 && plan.epochs <= 4 ? worth(plan) : undefined),
  },
  {
    advice: 'Look for new text: each further pass is worth clearly less.',
    when: '5 to 16 passes',
    source: 'Muennighoff et al. 2023',
    here: (plan) => (plan.epochs > 4 && plan.epochs <= 16 ? worth(plan) : undefined),
  },
  {
    advice: 'Stop earlier: real losses can rise here, which the law cannot show.',
    when: 'more than 16 passes',
    source: 'Muennighoff et al. 2023',
    here: (plan) => (plan.epochs > 16 ? worth(plan) : undefined),
  },
  {
    advice: 'Trust the discount for repetition less: no run behind it was so large.',
    when: 'more than one pass, and more than 9 billion weights',
    source: 'Muennighoff et al. 2023',
    here: ({ weights, epochs }) => (weights > 9 && epochs > 1 ? `${weights} billion` : undefined),
  },
  {
    advice: 'Take the loss as an extrapolation: no run behind the fits was so large.',
    when: 'more than 16.2 billion weights',
    source: 'Besiroglu et al. 2024',
    here: ({ weights }) => (weights > 16.2 ? `${weights} billion` : undefined),
  },
  {
    advice: 'Use data parallelism alone: a copy of the model fits into each GPU, before activations.',
    when: '16 bytes per weight fit into one GPU',
    source: 'Rajbhandari et al. 2020',
    here: (plan) => {
      const share = memoryOf(plan)[0]!.share;
      return share <= 1 ? `${Math.round(share * 100)} % of it` : undefined;
    },
  },
  {
    advice: 'Divide optimiser, gradients or weights among the GPUs (ZeRO, FSDP).',
    when: 'a copy does not fit into one GPU, and a divided one does',
    source: 'Rajbhandari et al. 2020',
    here: (plan) => {
      const [whole, , , divided] = memoryOf(plan);
      return whole!.share > 1 && divided!.share <= 1
        ? `${Math.round(whole!.share * 100)} % whole, ${Math.ceil(divided!.share * 100)} % divided`
        : undefined;
    },
  },
  {
    advice: 'Rent more GPUs, or train adapters (LoRA): this does not fit at all.',
    when: 'even ZeRO-3 does not fit',
    source: 'Rajbhandari et al. 2020',
    here: (plan) =>
      memoryOf(plan)[3]!.share > 1
        ? `at least ${Math.ceil((16 * plan.weights * 1e9) / GPUS[plan.gpu].memory)} GPUs`
        : undefined,
  },
  {
    advice: 'Plan with less: one of the best documented runs reached 38 to 43 %.',
    when: 'utilisation above 43 %',
    source: 'Grattafiori et al. 2024',
    here: ({ utilisation }) => (utilisation > 0.43 ? `${Math.round(utilisation * 100)} %` : undefined),
  },
  {
    advice: 'Find what the GPUs wait for before you rent more of them.',
    when: 'utilisation below 20 %',
    source: 'Bekman 2026',
    here: ({ utilisation }) => (utilisation < 0.2 ? `${Math.round(utilisation * 100)} %` : undefined),
  },
  {
    advice: 'Save the state of the run often: something will break.',
    when: 'at least one interruption expected, at the rate of Llama 3',
    source: 'Grattafiori et al. 2024',
    here: (plan) => {
      const expected = (workOf(plan)[0]!.gpuHours / 24) * INTERRUPTIONS_PER_GPU_DAY;
      return expected >= 1 ? `${expected.toFixed(1)} expected` : undefined;
    },
  },
  {
    advice: 'Choose each demonstration with care; their number alone need not hold you back.',
    when: 'at most 2,000 demonstrations',
    source: 'Zhou et al. 2023',
    here: ({ demonstrations }) => (demonstrations <= 2000 ? `${demonstrations}` : undefined),
  },
  {
    advice: 'Get more pairs: with fewer than about 2,000, reward models learned almost nothing.',
    when: 'at most 2,000 pairs',
    source: 'Gao et al. 2022',
    here: ({ pairs }) => (pairs <= 2000 ? `${pairs}` : undefined),
  },
  {
    advice: 'Spend care on the labels first: they cost more than all GPUs.',
    when: 'labels cost more than compute',
    source: 'this plan',
    here: (plan) => {
      const [people, gpus] = [sum(labelsOf(plan)), sum(workOf(plan))];
      return people > gpus ? `$${Math.round(people)} against $${Math.round(gpus)}` : undefined;
    },
  },
  {
    advice: 'Let people judge answers during PPO, and stop when they find them worse.',
    when: 'a KL penalty below 0.02, that of InstructGPT',
    source: 'Ouyang et al. 2022',
    here: ({ beta }) => (beta < 0.02 ? beta.toFixed(2) : undefined),
  },
  {
    advice: 'Lower the rate, unless you train adapters only.',
    when: 'fine-tuning above 2 · 10⁻⁴, the rate of QLoRA',
    source: 'Dettmers et al. 2023',
    // 2 · 10⁻⁴ is 10 to the power of −3.699, the next step of the control −3.6.
    here: ({ learningRate }) => (learningRate > -3.65 ? scientific(powerOf10(learningRate)) : undefined),
  },
];
