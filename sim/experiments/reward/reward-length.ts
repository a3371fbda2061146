/** What the reward model has really learned: leave-one-out accuracy by feature set, and two answers of the reader's. */
import { pairFeatures, preferencePairs } from '../../examples/preferencePairs.ts';
import { defineExperiment } from '../../experiment.ts';
import { wilson } from '../../measure/intervals.ts';
import { mean } from '../../measure/mean.ts';
import { rankedRightly } from '../../measure/ranking.ts';
import { dot, fit, marginOf } from '../../stages/linearReward.ts';
import { features, featureSets, type FeatureSet } from '../../text/answerFeatures.ts';
import { wordsOf } from '../../text/words.ts';

const EPOCHS = 60;

const LEARNING_RATE = 1;

const N = preferencePairs.length;

export const nitrates = preferencePairs.find((pair) => pair.id === 'C11')!;

const known = new Map<FeatureSet, readonly number[]>();

/** Margins of the pairs, each under the model that was trained on the others. (N) Kept: no setting changes them. */
function leaveOneOut(set: FeatureSet): readonly number[] {
  const { pairs } = pairFeatures(set);
  const others = (left: number) => pairs.filter((_, i) => i !== left);
  const margins =
    known.get(set) ?? pairs.map((pair, left) => marginOf(fit(others(left), EPOCHS, LEARNING_RATE), pair));
  known.set(set, margins);
  return margins;
}

const lengthOf = (text: string) => wordsOf(text).length;

export default defineExperiment({
  id: 'reward-length',
  title: 'Counting words ranks the held-out pairs at least as well as reading them does.',
  params: {
    features,
    answerA: {
      kind: 'text',
      label: 'answer A',
      help: 'Any answer; the model trained on all 20 pairs scores it.',
      maxLength: 400,
      default: nitrates.chosen,
      example: 'Stop both, and check the level.',
    },
    answerB: {
      kind: 'text',
      label: 'answer B',
      help: 'Another answer to the same question.',
      maxLength: 400,
      default: nitrates.rejected,
      example: 'Wait 24 hours, and check the blood pressure.',
    },
  },
  series: {
    set: {
      title: 'Held-out accuracy by feature set',
      metrics: {
        set: {
          label: 'features',
          unit: '',
          help: 'What the model sees.',
          digits: 0,
          names: featureSets.map((set) => features.choices[set]),
        },
        accuracy: { label: 'accuracy, held-out', unit: 'share', help: 'Leave-one-out, 20 pairs.', digits: 2 },
        low: {
          label: 'lower end',
          unit: 'share',
          help: '95 % interval (Wilson).',
          digits: 2,
          cite: 'wilson1927',
        },
        high: {
          label: 'upper end',
          unit: 'share',
          help: '95 % interval (Wilson).',
          digits: 2,
          cite: 'wilson1927',
        },
        selected: {
          label: 'selected',
          unit: '',
          help: '1 for the set that scores the answers below.',
          digits: 0,
        },
      },
    },
    pair: {
      title: 'The 20 pairs under the selected features',
      metrics: {
        pair: {
          label: 'pair',
          unit: '',
          help: 'C1 to C20.',
          digits: 0,
          names: preferencePairs.map((pair) => pair.id),
        },
        extraWords: {
          label: 'extra words',
          unit: 'words',
          help: 'Words of the chosen answer minus words of the rejected one.',
          digits: 0,
        },
        margin: {
          label: 'margin, held-out',
          symbol: '\\Delta',
          unit: 'logits',
          help: 'Under the model that never saw the pair.',
          hue: 'margin',
          digits: 2,
        },
      },
    },
    answer: {
      title: 'Two answers of the reader’s',
      metrics: {
        answer: { label: 'answer', unit: '', help: 'A or B.', digits: 0, names: ['answer A', 'answer B'] },
        words: { label: 'words', unit: 'words', help: 'Length.', digits: 0 },
        score: {
          label: 'score',
          unit: 'logits',
          help: 'Of the model trained on all 20 pairs.',
          hue: 'reward',
          digits: 2,
        },
        higher: {
          label: 'ranked first',
          unit: '',
          help: '1 for the answer that the model prefers.',
          digits: 0,
        },
      },
    },
  },
  views: [
    {
      kind: 'bars',
      id: 'sets',
      title: 'Accuracy, held-out',
      unit: '% of 20 pairs, with 95 % interval; filled: selected',
      size: 'strip',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'set', by: 'set', value: 'accuracy', interval: ['low', 'high'], marked: 'selected' },
      references: [{ axis: 'x', at: 0.5, label: 'chance' }],
    },
    {
      kind: 'xy',
      id: 'pairs',
      title: 'Margin, held-out',
      unit: 'logits, one dot per pair',
      size: 'wide',
      x: {
        domain: [-5, 25],
        ticks: [-5, 0, 5, 10, 15, 20, 25],
        minor: 1,
        label: 'words by which the chosen answer is longer',
      },
      y: { domain: [-1, 4] },
      layers: [{ series: 'pair', x: 'extraWords', y: 'margin', mark: 'dot' }],
      references: [{ axis: 'y', at: 0, label: 'above: ranked as the expert did' }],
    },
    {
      kind: 'bars',
      id: 'answers',
      title: 'Score',
      unit: 'logits',
      size: 'strip',
      x: { domain: [0, 3] },
      bars: { series: 'answer', by: 'answer', value: 'score', marked: 'higher' },
    },
  ],
  tabs: [
    { label: 'Accuracy', views: ['sets', 'answers'] },
    { label: 'Pair by pair', views: ['pairs'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'A linear model on word features, trained by full-batch gradient descent from zero weights; it does not read the prompt.',
    'Words that are in none of the 40 answers count for nothing.',
  ],
}).runs(function* runRewardLength({ features, answerA, answerB }) {
  for (const [index, set] of featureSets.entries()) {
    const margins = leaveOneOut(set);
    const accuracy = mean(margins.map(rankedRightly));
    const [low, high] = wilson(accuracy * N, N);
    yield { series: 'set', set: index, accuracy, low, high, selected: set === features ? 1 : 0 };
    if (set !== features) continue;
    for (const [i, pair] of preferencePairs.entries()) {
      const extraWords = lengthOf(pair.chosen) - lengthOf(pair.rejected);
      yield { series: 'pair', pair: i, extraWords, margin: margins[i]! };
    }
  }
  const { pairs, of } = pairFeatures(features);
  const w = fit(pairs, EPOCHS, LEARNING_RATE);
  const scores = [answerA, answerB].map((text) => dot(w, of(text)));
  for (const [answer, text] of [answerA, answerB].entries()) {
    const higher = scores[answer]! > scores[1 - answer]! ? 1 : 0;
    yield { series: 'answer', answer, words: lengthOf(text), score: scores[answer]!, higher };
  }
});
