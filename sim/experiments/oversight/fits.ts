/** Both forms of over-optimisation, fitted to one curve, with intervals over its questions. */
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { mean } from '../../measure/mean.ts';
import { fitOverOptimisation, FORMS, misfit, type Fit, type Point } from '../../measure/overOptimisation.ts';
import type { Rng } from '../../rng.ts';

const ROUNDS = 200;

const coefficient = (label: string, help: string, symbol?: string) => ({
  label,
  ...(symbol && { symbol }),
  unit: '',
  help,
  digits: 2,
});

export const fitSeries = {
  title: 'Two forms, fitted to the gain in gold reward',
  metrics: {
    form: {
      label: 'form',
      unit: '',
      help: 'd (α − β d) for best of n, d (α − β ln d) for RL.',
      digits: 0,
      names: FORMS,
    },
    alpha: coefficient('α', 'Gain per unit of d at the start.', '\\alpha'),
    alphaLow: coefficient('α from', 'Lower end of the 95 % interval over questions.'),
    alphaHigh: coefficient('α to', 'Upper end.'),
    beta: coefficient('β', 'What distance costs.', '\\beta'),
    betaLow: coefficient('β from', 'Lower end of the 95 % interval over questions.'),
    betaHigh: coefficient('β to', 'Upper end.'),
    misfit: {
      label: 'misfit',
      unit: '',
      help: 'Root mean square of what the form leaves of the gold reward.',
      digits: 3,
    },
  },
} as const;

export const fitColumns = [
  'form',
  'alpha',
  'alphaLow',
  'alphaHigh',
  'beta',
  'betaLow',
  'betaHigh',
  'misfit',
] as const;

/** Of one question at one place of the curve. */
export interface Told {
  readonly kl: number;
  readonly gold: number;
}

const meanOf = (questions: readonly (readonly Told[])[], place: number, name: keyof Told) =>
  mean(questions.map((told) => told[place]![name]));

/** The gain over the first place of the curve, from there on. */
function pointsOf(questions: readonly (readonly Told[])[]): Point[] {
  const start = meanOf(questions, 0, 'gold');
  return questions[0]!
    .map((_, place) => ({
      d: Math.sqrt(Math.max(0, meanOf(questions, place, 'kl'))),
      gain: meanOf(questions, place, 'gold') - start,
    }))
    .filter(({ d }) => d > 0);
}

/** @param questions each with its curve, which starts at the policy that nothing has moved */
export function fitsOf(questions: readonly (readonly Told[])[], rng: Rng) {
  const points = pointsOf(questions);
  return FORMS.map((form, i) => {
    const fit: Fit = fitOverOptimisation(points, form);
    const rounds = bootstrap(questions, ROUNDS, rng.stream(form), (sample) => {
      const { alpha, beta } = fitOverOptimisation(pointsOf(sample), form);
      return Float64Array.of(alpha, beta);
    });
    const [alphas, betas] = middle95(rounds);
    const row = {
      series: 'fit',
      form: i,
      alpha: fit.alpha,
      alphaLow: alphas![0],
      alphaHigh: alphas![1],
      beta: fit.beta,
      betaLow: betas![0],
      betaHigh: betas![1],
      misfit: misfit(fit, points),
    } as const;
    return { fit, row };
  });
}
