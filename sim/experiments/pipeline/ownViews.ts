/** The pictures of a world of one's own: the stages with two of its questions, the curves, what is measured, what it is made of. */
import type { View } from '../../experiment.ts';
import type { series } from './ownSeries.ts';
import { curveViews } from './pipelineViews.ts';

export const views = [
  {
    kind: 'bands',
    id: 'stages',
    title: 'Two held-out questions of this world, answered after each stage',
    unit: 'model output, may be wrong',
    size: 'wide',
    bands: { series: 'progress', by: 'stage', step: 'step', of: 'steps' },
    texts: {
      series: 'followed',
      by: 'stage',
      of: 'question',
      text: 'text',
      verdict: 'judged',
      notes: [],
      told: { series: 'asked', question: 'text', note: 'key' },
    },
    marks: {
      series: 'quality',
      by: 'stage',
      hollow: 'sampled',
      filled: 'likeliest',
      title: 'True quality of all held-out answers, −1 to 1',
      domain: [-1, 1],
    },
  },
  ...curveViews,
  {
    kind: 'table',
    id: 'measured',
    title: 'Held-out questions, by who answers',
    unit: 'gold −1 to 1, the others shares',
    size: 'wide',
    table: { series: 'measured', columns: ['who', 'gold', 'accuracy', 'safety', 'specificity', 'humility'] },
  },
  {
    kind: 'table',
    id: 'world',
    title: 'The file',
    size: 'wide',
    table: {
      series: 'world',
      columns: ['name', 'rows', 'facts', 'questions', 'heldOut', 'asked', 'words'],
    },
  },
  {
    kind: 'table',
    id: 'made',
    title: 'What becomes of one row',
    size: 'wide',
    table: { series: 'made', columns: ['what', 'text', 'worth'] },
  },
] as const satisfies readonly View<typeof series>[];
