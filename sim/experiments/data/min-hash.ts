/** Finding near-duplicates in a growing corpus: every pair compared, or MinHash with bands; the cost of both counted. */
import { defineExperiment } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import {
  bandKeys,
  bandThreshold,
  candidateProbability,
  estimatedJaccard,
  signatureOf,
} from '../../text/minHash.ts';
import { overlappingSets } from '../../text/overlappingSets.ts';
import { jaccard } from '../../text/shingles.ts';
import { seedParam } from '../seed.ts';

const THRESHOLD = 0.85;

const GROWTH_POINTS = 20;

export const CURVE_POINTS = 100;

const BINS = 10;

/** More dots than this would hide one another. */
const DOTS = 250;

const MILLION = 1e6;

const similarity = { label: 'similarity', symbol: 'J', unit: '', help: 'Jaccard.', digits: 2 } as const;

export default defineExperiment({
  id: 'min-hash',
  title:
    'The cost of comparing every pair grows with the square of the corpus, that of MinHash with its size.',
  params: {
    documents: {
      kind: 'number',
      symbol: 'n',
      label: 'documents',
      help: 'Size of the corpus; every second document is an edited copy of the one before.',
      min: 100,
      max: 1000,
      step: 50,
      default: 500,
    },
    bands: {
      kind: 'number',
      symbol: 'b',
      label: 'bands',
      help: 'Two documents that agree on all rows of a band become candidates.',
      min: 1,
      max: 32,
      step: 1,
      default: 16,
    },
    rows: {
      kind: 'number',
      symbol: 'r',
      label: 'rows in a band',
      help: 'Hash functions per band.',
      min: 1,
      max: 16,
      step: 1,
      default: 8,
    },
    seed: seedParam('Draws the documents and the hash functions.'),
  },
  series: {
    growth: {
      title: 'Cost as the corpus grows',
      metrics: {
        documents: { label: 'documents', symbol: 'n', unit: '', help: 'Seen so far.', digits: 0 },
        pairwise: {
          label: 'every pair',
          unit: 'million steps',
          help: 'Shingles looked at if every two sets are compared.',
          digits: 1,
          hue: 'loss',
        },
        hashed: {
          label: 'MinHash',
          unit: 'million steps',
          help: 'Shingles hashed, buckets opened, and shingles of the candidates compared.',
          digits: 1,
          hue: 'gold',
        },
      },
    },
    curve: {
      title: 'Chance to become candidates',
      metrics: {
        similarity,
        share: {
          label: 'chance',
          unit: 'share',
          help: '1 − (1 − J^r)^b.',
          digits: 2,
          hue: 'gold',
          cite: 'indyk1998',
        },
      },
    },
    bin: {
      title: 'Copies that became candidates',
      metrics: {
        similarity,
        share: { label: 'found', unit: 'share', help: 'Of the copies in a tenth of the scale.', digits: 2 },
        copies: { label: 'copies', unit: '', help: 'In this tenth.', digits: 0 },
      },
    },
    estimate: {
      title: 'Similarity as the signatures estimate it',
      metrics: {
        similarity,
        estimate: { label: 'estimate', unit: '', help: 'Share of equal signature values.', digits: 2 },
      },
    },
    error: {
      title: 'Two standard errors',
      metrics: {
        similarity,
        low: { label: 'lower edge', unit: '', help: 'J − 2 √(J (1 − J) / K).', digits: 2 },
        high: { label: 'upper edge', unit: '', help: 'J + 2 √(J (1 − J) / K).', digits: 2 },
      },
    },
    result: {
      title: 'Result',
      metrics: {
        pairs: { label: 'pairs', unit: '', help: 'n (n − 1) / 2.', digits: 0 },
        candidates: { label: 'candidates', unit: '', help: 'Pairs that share a bucket.', digits: 0 },
        near: {
          label: 'above 0.85',
          unit: '',
          help: 'Copies whose Jaccard similarity with their original is above 0.85.',
          digits: 0,
        },
        missed: { label: 'missed', unit: '', help: 'Of these, not among the candidates.', digits: 0 },
        hashes: { label: 'hash functions', symbol: 'K', unit: '', help: 'b · r.', digits: 0 },
        steepest: { label: 'steepest at', unit: '', help: '(1/b)^(1/r).', digits: 2 },
        withinTwo: {
          label: 'estimates within two standard errors',
          unit: 'share',
          help: 'Of all copies.',
          digits: 2,
        },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'cost',
      title: 'Cost',
      unit: 'million steps',
      size: 'wide',
      x: { domain: [0, 500], label: 'documents' },
      y: { domain: [0, 20] },
      layers: [
        { series: 'growth', x: 'documents', y: 'pairwise', mark: 'line', label: 'all pairs' },
        { series: 'growth', x: 'documents', y: 'hashed', mark: 'line', label: 'MinHash' },
      ],
      head: [
        { series: 'growth', metric: 'pairwise', prefix: 'every pair' },
        { series: 'growth', metric: 'hashed', prefix: 'MinHash' },
      ],
    },
    {
      kind: 'xy',
      id: 'curve',
      title: 'Candidates by J',
      unit: '%; line at 0.85',
      size: 'panel',
      x: { domain: [0, 1], ticks: [0, 0.5, 1], minor: 0.1, label: 'Jaccard similarity J' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'curve', x: 'similarity', y: 'share', mark: 'line' },
        { series: 'bin', x: 'similarity', y: 'share', mark: 'dot' },
      ],
      references: [{ axis: 'x', at: THRESHOLD, label: '' }],
    },
    {
      kind: 'xy',
      id: 'estimates',
      title: 'Estimate by J',
      unit: 'one dot per copy',
      size: 'panel',
      x: { domain: [0, 1], ticks: [0, 0.5, 1], minor: 0.1, label: 'Jaccard similarity J' },
      y: { domain: [0, 1] },
      layers: [
        { series: 'error', x: 'similarity', y: 'high', y0: 'low', mark: 'band' },
        { series: 'estimate', x: 'similarity', y: 'estimate', mark: 'dot' },
      ],
    },
    {
      kind: 'table',
      id: 'result',
      title: 'Found',
      size: 'wide',
      table: { series: 'result', columns: ['pairs', 'candidates', 'near', 'missed', 'hashes', 'steepest'] },
    },
  ],
  tabs: [
    { label: 'Cost', views: ['cost', 'result'] },
    { label: 'Similarity', views: ['curve', 'estimates'] },
  ],
  needs: [],
  small: { documents: 100 },
  simplified: [
    'Documents are 80 words drawn at random; only the overlap of a copy with its original matters here.',
    'A step is one shingle looked at, one hash computed or one bucket opened; comparing every pair is counted, not carried out.',
  ],
}).runs(function* runMinHash({ documents, bands, rows: rowsOfBand, seed: _ }, { rng }) {
  const sets = overlappingSets(documents, rng.stream('documents'));
  const draw = rng.stream('hashes');
  const hashes = bands * rowsOfBand;
  const seeds = Uint32Array.from({ length: hashes }, () => Math.floor(draw.uniform() * 4294967296));
  const signatures: Uint32Array[] = [];
  const buckets = new Map<string, number[]>();
  const copies: { similarity: number; estimate: number; isCandidate: boolean }[] = [];
  let [pairwise, hashed, candidates, shingles] = [0, 0, 0, 0];
  for (const [i, { shingles: set, parent }] of sets.entries()) {
    const signature = signatureOf(set, seeds);
    signatures.push(signature);
    pairwise += shingles + i * set.size;
    shingles += set.size;
    hashed += set.size * hashes + bands;
    const partners = new Set<number>();
    for (const key of bandKeys(signature, bands, rowsOfBand)) {
      const bucket = buckets.get(key);
      for (const other of bucket ?? []) partners.add(other);
      if (bucket) bucket.push(i);
      else buckets.set(key, [i]);
    }
    candidates += partners.size;
    for (const other of partners) hashed += set.size + sets[other]!.shingles.size;
    if (parent !== undefined) {
      copies.push({
        similarity: jaccard(set, sets[parent]!.shingles),
        estimate: estimatedJaccard(signature, signatures[parent]!),
        isCandidate: partners.has(parent),
      });
    }
    const n = i + 1;
    const isPoint = Math.floor((n * GROWTH_POINTS) / documents) > Math.floor((i * GROWTH_POINTS) / documents);
    if (isPoint)
      yield { series: 'growth', documents: n, pairwise: pairwise / MILLION, hashed: hashed / MILLION };
  }
  for (let i = 0; i <= CURVE_POINTS; i++) {
    const similarity = i / CURVE_POINTS;
    const margin = 2 * Math.sqrt((similarity * (1 - similarity)) / hashes);
    yield { series: 'curve', similarity, share: candidateProbability(similarity, bands, rowsOfBand) };
    yield {
      series: 'error',
      similarity,
      low: Math.max(0, similarity - margin),
      high: Math.min(1, similarity + margin),
    };
  }
  for (let bin = 0; bin < BINS; bin++) {
    const inside = copies.filter(
      ({ similarity }) => Math.min(BINS - 1, Math.floor(similarity * BINS)) === bin,
    );
    if (inside.length === 0) continue;
    yield {
      series: 'bin',
      similarity: mean(inside.map(({ similarity }) => similarity)),
      share: mean(inside.map(({ isCandidate }) => (isCandidate ? 1 : 0))),
      copies: inside.length,
    };
  }
  for (const { similarity, estimate } of copies.slice(0, DOTS))
    yield { series: 'estimate', similarity, estimate };
  const isWithin = ({ similarity, estimate }: (typeof copies)[number]) =>
    Math.abs(estimate - similarity) <= 2 * Math.sqrt((similarity * (1 - similarity)) / hashes);
  const near = copies.filter(({ similarity }) => similarity > THRESHOLD);
  yield {
    series: 'result',
    pairs: (documents * (documents - 1)) / 2,
    candidates,
    near: near.length,
    missed: near.filter(({ isCandidate }) => !isCandidate).length,
    hashes,
    steepest: bandThreshold(bands, rowsOfBand),
    withinTwo: mean(copies.map((copy) => (isWithin(copy) ? 1 : 0))),
  };
});
