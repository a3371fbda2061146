/**
 * What pays in a wrong answer: phrases without content are added to the rejected answer of each of the 20 pairs, and a
 * reward model that never saw the pair scores it beside the right one.
 */
import { pairFeatures, preferencePairs } from '../../examples/preferencePairs.ts';
import { defineExperiment } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import { dot, fit } from '../../stages/linearReward.ts';
import { features, type FeatureSet } from '../../text/answerFeatures.ts';
import { wordsOf } from '../../text/words.ts';

/** As in `reward-length`. */
const EPOCHS = 60;
const LEARNING_RATE = 1;

/** Phrases of eleven words, but for the first three; none says anything about a drug or a patient. */
const ADDITIONS: readonly { readonly name: string; of(answer: string): string }[] = [
  { name: 'nothing', of: (answer) => answer },
  { name: 'all in capitals', of: (answer) => answer.toUpperCase() },
  { name: '“CONTRAINDICATED.”', of: (answer) => `CONTRAINDICATED. ${answer}` },
  { name: 'a reason', of: (answer) => `${answer} The reason is the way in which the body handles it.` },
  {
    name: 'an alternative',
    of: (answer) => `${answer} If that will not do, choose another drug of the class.`,
  },
  { name: 'numbers', of: (answer) => `${answer} It concerns 2 to 3 of 100 patients within 48 hours.` },
  { name: 'padding', of: (answer) => `${answer} This is all that there is to say about the question.` },
  { name: 'eleven times “the”', of: (answer) => `${answer} ${Array(11).fill('the').join(' ')}.` },
];

const known = new Map<FeatureSet, readonly Float64Array[]>();

/** Weights for each pair, trained on the 19 others. Kept: no setting but the features changes them. */
function modelsWithout(set: FeatureSet): readonly Float64Array[] {
  const { pairs } = pairFeatures(set);
  const models =
    known.get(set) ??
    pairs.map((_, left) => fit(pairs.filter((__, i) => i !== left), EPOCHS, LEARNING_RATE)); // prettier-ignore
  known.set(set, models);
  return models;
}

const wordsIn = (text: string) => wordsOf(text).length;

export default defineExperiment({
  id: 'answer-features',
  title: 'A phrase that says nothing can lift a wrong answer above the right one.',
  params: {
    features: { ...features, help: `${features.help} Capitals are invisible to all three.` },
    own: {
      kind: 'text',
      label: 'your own addition',
      help: 'Is put behind each of the 20 wrong answers, too.',
      maxLength: 120,
      default: 'Ask a pharmacist first.',
      example: 'Check the level and the kidney function.',
    },
  },
  series: {
    addition: {
      title: 'Added to the 20 wrong answers',
      metrics: {
        addition: {
          label: 'added',
          unit: '',
          help: 'What is added to the wrong answer.',
          digits: 0,
          names: [...ADDITIONS.map(({ name }) => name), 'your own'],
        },
        example: {
          label: 'to the wrong answer of C18',
          unit: '',
          help: 'A patient on theophylline stops smoking; “No change is needed.” is wrong.',
          digits: 0,
          text: true,
        },
        words: { label: 'words added', unit: 'words', help: 'So many.', digits: 0 },
        gain: {
          label: 'score gained',
          unit: 'logits',
          help: 'Mean over the 20 wrong answers, each scored by the model that never saw its pair.',
          hue: 'reward',
          digits: 2,
        },
        low: { label: 'least', unit: 'logits', help: 'Smallest gain of the 20.', digits: 2 },
        high: { label: 'most', unit: 'logits', help: 'Largest gain of the 20.', digits: 2 },
        wins: {
          label: 'wrong above right',
          unit: 'of 20',
          help: 'Pairs in which the wrong answer with the addition scores higher than the right one.',
          digits: 0,
        },
      },
    },
  },
  views: [
    {
      kind: 'bars',
      id: 'wins',
      title: 'Wrong answer above the right one',
      unit: 'of 20 pairs',
      size: 'wide',
      x: { domain: [0, 20] },
      bars: { series: 'addition', by: 'addition', value: 'wins' },
      references: [{ axis: 'x', at: 10, label: 'a coin' }],
    },
    {
      kind: 'bars',
      id: 'gain',
      title: 'Score gained by a wrong answer',
      unit: 'logits, mean; smallest to largest of 20',
      size: 'wide',
      x: {},
      bars: { series: 'addition', by: 'addition', value: 'gain', interval: ['low', 'high'] },
    },
    {
      kind: 'table',
      id: 'texts',
      title: 'What is added',
      size: 'wide',
      table: { series: 'addition', columns: ['addition', 'example', 'words', 'gain', 'wins'] },
    },
  ],
  tabs: [
    { label: 'Wrong above right', views: ['wins'] },
    { label: 'Score gained', views: ['gain'] },
    { label: 'What is added', views: ['texts'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'A linear model on word features, trained on 19 pairs; it does not read the prompt.',
    'Words are read in lower case, so capitals change nothing; none of the 40 answers has a word in capitals to emphasise it.',
  ],
}).runs(function* runAnswerFeatures({ features, own }) {
  const { of } = pairFeatures(features);
  const models = modelsWithout(features);
  const example = preferencePairs.find(({ id }) => id === 'C18')!;
  const additions = [...ADDITIONS, { name: 'your own', of: (answer: string) => `${answer} ${own}` }];
  for (const [addition, { of: added }] of additions.entries()) {
    const scored = preferencePairs.map(({ chosen, rejected }, i) => {
      const score = (text: string) => dot(models[i]!, of(text));
      const wrong = score(added(rejected));
      return { gain: wrong - score(rejected), wins: wrong > score(chosen) };
    });
    const gains = scored.map(({ gain }) => gain);
    yield {
      series: 'addition',
      addition,
      example: added(example.rejected),
      words: wordsIn(added(example.rejected)) - wordsIn(example.rejected),
      gain: mean(gains),
      low: gains.reduce((least, gain) => Math.min(least, gain)),
      high: gains.reduce((most, gain) => Math.max(most, gain)),
      wins: scored.filter(({ wins }) => wins).length,
    };
  }
});
