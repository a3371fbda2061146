/** The loss of one preference pair and its slope, against the margin. */
import { defineExperiment } from '../../experiment.ts';
import { sigmoid } from '../../float.ts';
import { dPairLoss, pairLoss, rewardLoss, type RewardLoss } from '../../stages/pairwiseLoss.ts';

const MARGINS = { min: -4, max: 4, step: 0.05 } as const;

/** Points of the curve a logit: enough for a smooth line, few enough to follow a slider. */
const POINTS = 10;

/** Two logits to either side, but not beyond the margins shown, nor below a loss of 0. */
function tangentEnds(margin: number, loss: number, slope: number): readonly [number, number] {
  const zero = slope < 0 ? margin - loss / slope : MARGINS.max;
  return [Math.max(MARGINS.min, margin - 2), Math.min(MARGINS.max, margin + 2, zero)];
}

export default defineExperiment({
  id: 'pairwise-loss',
  title:
    'A pair ranked correctly never pulls harder than one ranked wrongly, and no slope is steeper than −1.',
  params: {
    margin: {
      kind: 'number',
      symbol: '\\Delta',
      label: 'margin',
      unit: 'logits',
      help: 'Score of the chosen answer minus score of the rejected one.',
      ...MARGINS,
      default: 1.5,
    },
    rewardLoss,
  },
  series: {
    curve: {
      title: 'The loss over all margins',
      metrics: {
        margin: {
          label: 'margin',
          symbol: '\\Delta',
          unit: 'logits',
          help: 's_c − s_r',
          hue: 'margin',
          digits: 2,
        },
        loss: {
          label: 'loss',
          unit: 'nats',
          help: 'Loss of a pair with this margin.',
          hue: 'loss',
          digits: 3,
        },
        slope: { label: 'slope', unit: 'nats per logit', help: 'dL/dΔ.', digits: 3 },
      },
    },
    point: {
      title: 'The pair at the chosen margin',
      metrics: {
        margin: {
          label: 'margin',
          symbol: '\\Delta',
          unit: 'logits',
          help: 's_c − s_r',
          hue: 'margin',
          digits: 2,
        },
        loss: { label: 'loss', unit: 'nats', help: 'Loss of the pair.', hue: 'loss', digits: 3 },
        slope: {
          label: 'slope',
          unit: 'nats per logit',
          help: 'dL/dΔ: how strongly the pair moves the weights.',
          digits: 3,
        },
        probability: {
          label: 'P(annotator agrees)',
          symbol: '\\sigma(\\Delta)',
          unit: '',
          help: 'Bradley–Terry probability that the chosen answer is chosen.',
          digits: 3,
        },
      },
    },
    tangent: {
      title: 'The tangent at the chosen margin',
      metrics: {
        margin: {
          label: 'margin',
          unit: 'logits',
          help: 'Two logits to either side, within the picture.',
          digits: 2,
        },
        loss: { label: 'loss', unit: 'nats', help: 'L + L′ · (distance).', digits: 3 },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'nats',
      size: 'wide',
      x: { domain: [-4, 4], ticks: [-4, -3, -2, -1, 0, 1, 2, 3, 4], minor: 0.2 },
      y: { domain: [0, 5], ticks: [0, 1, 2, 3, 4, 5] },
      layers: [
        { series: 'tangent', x: 'margin', y: 'loss', mark: 'line', role: 'guide', label: 'slope' },
        { series: 'curve', x: 'margin', y: 'loss', mark: 'line' },
        { series: 'point', x: 'margin', y: 'loss', mark: 'dot' },
      ],
      references: [{ axis: 'x', at: 0, label: 'ranked wrongly | ranked correctly' }],
      head: [
        { series: 'point', metric: 'margin', prefix: 'Δ' },
        { series: 'point', metric: 'loss' },
      ],
    },
    {
      kind: 'xy',
      id: 'slope',
      title: 'Slope',
      unit: 'nats per logit',
      size: 'strip',
      x: {
        domain: [-4, 4],
        ticks: [-4, -3, -2, -1, 0, 1, 2, 3, 4],
        minor: 0.2,
        label: 'margin Δ, logits',
      },
      y: { domain: [-1, 0], ticks: [-1, -0.5, 0] },
      layers: [
        { series: 'curve', x: 'margin', y: 'slope', mark: 'line' },
        { series: 'point', x: 'margin', y: 'slope', mark: 'dot' },
      ],
      head: [{ series: 'point', metric: 'slope' }],
    },
  ],
  needs: [],
  small: {},
  simplified: [],
}).runs(function* runPairwiseLoss({ margin, rewardLoss }) {
  const form: RewardLoss = rewardLoss;
  for (let i = 0; i <= (MARGINS.max - MARGINS.min) * POINTS; i++) {
    const x = MARGINS.min + i / POINTS;
    // The hinge lets go at 1: its slope has two values there, and the curve shows the step.
    if (form === 'hinge' && x === 1) yield { series: 'curve', margin: x, loss: 0, slope: -1 };
    yield { series: 'curve', margin: x, loss: pairLoss(form, x), slope: dPairLoss(form, x) };
  }
  const loss = pairLoss(form, margin);
  const slope = dPairLoss(form, margin);
  yield { series: 'point', margin, loss, slope, probability: sigmoid(margin) };
  for (const end of tangentEnds(margin, loss, slope)) {
    yield { series: 'tangent', margin: end, loss: loss + slope * (end - margin) };
  }
});
