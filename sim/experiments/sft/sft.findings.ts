/** What prose quotes of `sft`, and what exercises ask of it. */
import { createRng } from '../../rng.ts';
import { only, wordsOn } from '../../words.ts';
import { createWorld, demonstration, goldReward, mythAnswer } from '../../world/world.ts';
import experiment from './sft.ts';

type Measurement = 'gold' | 'accuracy' | 'humility' | 'safety' | 'format';

/** Of sampled answers. */
const sampled = (model: 'base' | 'SFT', metric: Measurement) =>
  only('measurement', metric, { model, temperature: 1 });

/** Of answers that take the likeliest word each time. */
const likeliest = (model: 'base' | 'SFT', metric: Measurement) =>
  only('measurement', metric, { model, temperature: 0 });

/** Of demonstrations by authors who are no experts: how many are right by chance, and how many repeat a myth. */
function withoutExperts(): { readonly right: number; readonly myths: number } {
  const [world, rng] = [createWorld(), createRng(0)];
  const all = Array.from({ length: 5000 }, () => demonstration(world, rng, { quality: 0 }));
  const isRight = ({ question, answer }: (typeof all)[number]) => goldReward(question, answer) === 1;
  const wrong = all.filter((one) => !isRight(one));
  const repeats = wrong.filter(
    // the last token ends the answer
    ({ question, answer }) =>
      mythAnswer(question.fact)?.join(' ') === world.decode(answer.slice(0, -1)).join(' '),
  );
  return { right: 1 - wrong.length / all.length, myths: repeats.length / all.length };
}

export default wordsOn(experiment, {
  findings: {
    demonstrations: {
      says: 'demonstrations',
      measure: () => experiment.params.demonstrations.default,
      between: [1000, 5000],
    },
    passes: {
      says: 'passes over them',
      measure: () => experiment.params.epochs.default,
      as: 'times',
      between: [2, 5],
    },
    formBefore: {
      says: 'sampled answers of the base model that have the right form',
      at: sampled('base', 'format'),
      between: [0.4, 0.65],
    },
    formAfter: {
      says: 'the same after fine-tuning',
      at: sampled('SFT', 'format'),
      between: [0.9, 0.99],
    },
    formLikeliestBefore: {
      says: 'likeliest answers of the base model that have the right form',
      at: likeliest('base', 'format'),
      digits: 1,
      between: [0.97, 1],
    },
    goldLikeliestBefore: {
      says: 'gold reward of the likeliest answers before fine-tuning',
      at: likeliest('base', 'gold'),
      between: [0.4, 0.62],
    },
    goldLikeliestAfter: {
      says: 'gold reward of the likeliest answers after it',
      at: likeliest('SFT', 'gold'),
      between: [0.58, 0.78],
    },
    goldBefore: {
      says: 'gold reward of sampled answers before fine-tuning',
      at: sampled('base', 'gold'),
      between: [0.17, 0.235],
    },
    goldAfter: {
      says: 'gold reward of sampled answers after it',
      at: sampled('SFT', 'gold'),
      between: [0.3, 0.55],
    },
    accuracyBefore: {
      says: 'accuracy of sampled answers before fine-tuning',
      at: sampled('base', 'accuracy'),
      between: [0.43, 0.52],
    },
    accuracyAfter: {
      says: 'accuracy of sampled answers after it',
      at: sampled('SFT', 'accuracy'),
      between: [0.53, 0.65],
    },
    accuracyLikeliestBefore: {
      says: 'accuracy of the likeliest answers before fine-tuning',
      at: likeliest('base', 'accuracy'),
      between: [0.55, 0.65],
    },
    likeliestAfter: {
      says: 'accuracy of the likeliest answers after it',
      at: likeliest('SFT', 'accuracy'),
      between: [0.65, 0.87],
    },
    humilityBefore: {
      says: 'unanswerable questions that the base model hands back, sampled',
      at: sampled('base', 'humility'),
      between: [0.2, 0.6],
    },
    humilityAfter: {
      says: 'the same after fine-tuning',
      at: sampled('SFT', 'humility'),
      between: [0.4, 0.6],
    },
    formShare: {
      says: 'share of the gain in sampled gold reward that cutting the base model’s answers brings, too',
      measure: (rows) => {
        const { gold, goldBefore, cutBefore } = rows.of('result')[0]!;
        return (cutBefore - goldBefore) / (gold - goldBefore);
      },
      unit: 'share',
      between: [0.3, 0.55],
    },
    mended: {
      says: 'held-out questions whose likeliest answer is mended',
      at: only('result', 'mended'),
      unit: '',
      between: [100, 150],
    },
    broken: {
      says: 'held-out questions whose likeliest answer is broken',
      at: only('result', 'broken'),
      unit: '',
      between: [20, 45],
    },
    asked: {
      says: 'held-out questions asked',
      at: only('result', 'asked'),
      unit: '',
      between: [602, 602],
    },
    safetyLikeliestAfter: {
      says: 'the same of the likeliest answers',
      at: likeliest('SFT', 'safety'),
      between: [0.7, 0.9],
    },
    safetyAfter: {
      says: 'held-out questions to avoid that the fine-tuned model answers so, sampled',
      at: sampled('SFT', 'safety'),
      between: [0.35, 0.65],
    },
    badDemonstrations: {
      says: 'gold reward of sampled answers when hardly any demonstrations are right',
      settings: { quality: 0 },
      at: sampled('SFT', 'gold'),
      between: [-0.3, 0.1],
    },
    rightByChance: {
      says: 'demonstrations that are right although their authors are no experts',
      measure: () => withoutExperts().right,
      unit: 'share',
      digits: 1,
      between: [0.005, 0.03],
    },
    mythsAmongWrong: {
      says: 'of the same, those that repeat a myth of the web and are wrong',
      measure: () => withoutExperts().myths,
      unit: 'share',
      between: [0.2, 0.3],
    },
    fewDemonstrations: {
      says: 'gold reward of sampled answers after 50 demonstrations',
      settings: { demonstrations: 50 },
      at: sampled('SFT', 'gold'),
      between: [0.235, 0.32],
    },
    hundredRight: {
      says: 'gold reward of sampled answers after 100 demonstrations, all right',
      settings: { demonstrations: 100, quality: 1 },
      at: sampled('SFT', 'gold'),
      between: [0.28, 0.44],
    },
    hundredRightLikeliest: {
      says: 'the same of the likeliest answers',
      settings: { demonstrations: 100, quality: 1 },
      at: likeliest('SFT', 'gold'),
      between: [0.48, 0.6],
    },
    thousandHalfRight: {
      says: 'gold reward of sampled answers after 1,000 demonstrations, half of them right',
      settings: { demonstrations: 1000, quality: 0.5 },
      at: sampled('SFT', 'gold'),
      between: [0.13, 0.25],
    },
    thousandHalfRightLikeliest: {
      says: 'the same of the likeliest answers',
      settings: { demonstrations: 1000, quality: 0.5 },
      at: likeliest('SFT', 'gold'),
      between: [0.42, 0.6],
    },
    tenPasses: {
      says: 'gold reward of sampled answers after ten passes over the demonstrations',
      settings: { epochs: 10 },
      at: sampled('SFT', 'gold'),
      between: [0.4, 0.58],
    },
  },
  goals: {
    better: {
      says: 'a gold reward of sampled answers of at least 0.6',
      label: 'gold reward after',
      unit: '',
      digits: 2,
      scale: [-0.4, 1],
      target: [0.6, 1],
      at: sampled('SFT', 'gold'),
      hint: 'More demonstrations, or better ones: which of the two is cheaper for a pharmacy?',
      solution: { quality: 1 },
      because:
        'A model that imitates takes over the mistakes of what it imitates. With right answers only, 2,000 demonstrations and three passes are enough. As long as 15 % are wrong or vague, neither 5,000 of them nor ten passes are, by themselves; both together come near it.',
      wrong: [
        {
          settings: { demonstrations: 50, quality: 1 },
          fails: 'low',
          because: 'Fifty right answers are too few to show the steps of so many drugs.',
        },
        {
          settings: { demonstrations: 5000 },
          fails: 'low',
          because:
            'More than twice as many demonstrations help, but the wrong ones among them are more, too, and are learned as well.',
        },
        {
          settings: { epochs: 10 },
          fails: 'low',
          because: 'More passes teach the same demonstrations better, with the same mistakes.',
        },
      ],
    },
  },
  presets: [
    { label: '2,000 demonstrations', settings: {} },
    { label: '50 demonstrations', settings: { demonstrations: 50 } },
    { label: 'Hardly any right', settings: { quality: 0 } },
  ],
});
