/** Annotators vote on pairs; their shares scatter around the Bradley–Terry probability of the margin. */
import { defineExperiment } from '../../experiment.ts';
import { sigmoid } from '../../float.ts';
import { wilson } from '../../measure/intervals.ts';
import { seedParam } from '../seed.ts';

const PAIRS = 20;

export default defineExperiment({
  id: 'preference-votes',
  title: 'Shares of votes scatter around a curve of one quantity: the difference between the two scores.',
  params: {
    annotators: {
      kind: 'number',
      symbol: 'n',
      label: 'annotators per pair',
      unit: 'votes',
      help: 'How many annotators vote on each pair, independently of one another.',
      min: 1,
      max: 200,
      step: 1,
      default: 15,
    },
    spread: {
      kind: 'number',
      symbol: '\\max|\\Delta|',
      label: 'largest margin',
      unit: 'logits',
      help: 'The pairs lie evenly between −largest and +largest margin.',
      min: 0.5,
      max: 5,
      step: 0.5,
      default: 4,
    },
    seed: seedParam('Fixes the votes.'),
  },
  series: {
    curve: {
      title: 'Bradley–Terry',
      metrics: {
        margin: {
          label: 'margin',
          symbol: '\\Delta',
          unit: 'logits',
          help: 's_a − s_b',
          hue: 'margin',
          digits: 2,
        },
        probability: { label: 'probability', unit: 'share', help: 'σ(Δ)', digits: 3, cite: 'bradley1952' },
      },
    },
    pair: {
      title: 'Votes',
      metrics: {
        margin: {
          label: 'margin',
          symbol: '\\Delta',
          unit: 'logits',
          help: 's_a − s_b',
          hue: 'margin',
          digits: 2,
        },
        probability: { label: 'probability', unit: 'share', help: 'σ(Δ)', digits: 3 },
        share: { label: 'share of votes', unit: 'share', help: 'Votes for the first answer.', digits: 3 },
        low: {
          label: 'lower end',
          unit: 'share',
          help: '95 % interval (Wilson).',
          digits: 3,
          cite: 'wilson1927',
        },
        high: { label: 'upper end', unit: 'share', help: '95 % interval (Wilson).', digits: 3 },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'votes',
      title: 'Votes for the first answer',
      unit: '% of annotators',
      size: 'wide',
      x: { domain: [-5, 5], ticks: [-4, -2, 0, 2, 4], minor: 0.5, label: 'margin Δ, logits' },
      y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], percent: true },
      layers: [
        { series: 'curve', x: 'margin', y: 'probability', mark: 'line', label: 'σ(Δ)' },
        { series: 'pair', x: 'margin', y: 'share', mark: 'dot' },
      ],
      references: [{ axis: 'y', at: 0.5, label: 'no preference' }],
    },
  ],
  needs: [],
  small: {},
  simplified: ['All annotators share one scale and err independently; real ones differ from one another.'],
}).runs(function* runPreferenceVotes({ annotators, spread }, { rng }) {
  for (let i = 0; i <= 100; i++) {
    const margin = -5 + i / 10;
    yield { series: 'curve', margin, probability: sigmoid(margin) };
  }
  for (let i = 0; i < PAIRS; i++) {
    const margin = spread * ((2 * i) / (PAIRS - 1) - 1);
    const probability = sigmoid(margin);
    const votes = rng.stream(`pair ${i}`);
    let first = 0;
    for (let n = 0; n < annotators; n++) if (votes.uniform() < probability) first += 1;
    const [low, high] = wilson(first, annotators);
    yield { series: 'pair', margin, probability, share: first / annotators, low, high };
  }
});
