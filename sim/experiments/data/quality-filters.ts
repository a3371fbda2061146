/** A small corpus through a collector: which documents are kept, which filter drops the others, and why. */
import { defineExperiment } from '../../experiment.ts';
import { rawDocuments, readDocuments, sourceSamples, writeDocuments } from '../../examples/rawDocuments.ts';
import { cleaner } from '../../text/cleaning/cleaner.ts';
import { collect, corpusSources } from '../../text/cleaning/collector.ts';
import { filterNames, SOURCE_THRESHOLDS } from '../../text/cleaning/qualityFilters.ts';
import { tokenBounds } from '../../text/tokenBounds.ts';

const KEPT = 'kept';

const verdicts = [KEPT, ...filterNames];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const metric = (label: string, unit: string, help: string, digits = 0) => ({ label, unit, help, digits });

export default defineExperiment({
  id: 'quality-filters',
  title: 'Filters keep or drop a text by what they can count, and none of them knows what is true.',
  params: {
    corpus: {
      kind: 'choice',
      label: 'corpus',
      help: 'Documents about drugs, which can be edited, or seven samples that came with a collector.',
      choices: { pharmacy: 'pharmacy documents', source: 'seven short samples' },
      default: 'pharmacy',
    },
    cleaner,
    language: {
      kind: 'choice',
      label: 'language test',
      help: 'Letters from a to z are counted; function words are a test of English.',
      choices: { letters: 'Latin letters', words: 'and function words' },
      default: 'letters',
      menu: true,
    },
    learned: {
      kind: 'choice',
      label: 'learned filter',
      help: 'Whether a filter is asked that was trained on twelve wanted and twelve unwanted texts; it drops a score of 0 or less.',
      choices: { off: 'off', on: 'on' },
      default: 'off',
      menu: true,
    },
    minCharacters: {
      kind: 'number',
      label: 'least length',
      unit: 'characters',
      help: 'Shorter texts are dropped.',
      min: 0,
      max: 300,
      step: 5,
      default: SOURCE_THRESHOLDS.minCharacters,
    },
    minWords: {
      kind: 'number',
      label: 'least words',
      unit: 'words',
      help: 'Texts with fewer words between spaces are dropped.',
      min: 0,
      max: 60,
      step: 1,
      default: SOURCE_THRESHOLDS.minWords,
    },
    maxCharacters: {
      kind: 'number',
      label: 'greatest length',
      unit: 'characters',
      help: 'Longer texts are dropped.',
      min: 200,
      max: 100000,
      step: 100,
      default: SOURCE_THRESHOLDS.maxCharacters,
      menu: true,
    },
    minLatin: {
      kind: 'number',
      label: 'least Latin share',
      help: 'Share of the letters that are a to z.',
      min: 0,
      max: 1,
      step: 0.05,
      default: SOURCE_THRESHOLDS.minLatin,
      menu: true,
    },
    maxEllipses: {
      kind: 'number',
      label: 'most ellipses',
      help: 'Texts with more “...” or “…” are dropped.',
      min: 0,
      max: 30,
      step: 1,
      default: SOURCE_THRESHOLDS.maxEllipses,
      menu: true,
    },
    maxCookies: {
      kind: 'number',
      label: 'most “cookie”',
      help: 'Texts that hold the word more often are dropped.',
      min: 0,
      max: 30,
      step: 1,
      default: SOURCE_THRESHOLDS.maxCookies,
      menu: true,
    },
    duplicateAbove: {
      kind: 'number',
      label: 'duplicate above',
      help: 'SequenceMatcher ratio with a kept text above which a text is dropped.',
      min: 0.5,
      max: 1,
      step: 0.01,
      default: 0.85,
      menu: true,
    },
    documents: {
      kind: 'text',
      label: 'documents',
      help: 'A blank line between two; each may begin with web:, books: or papers:.',
      maxLength: 4000,
      lines: 4,
      default: writeDocuments(rawDocuments),
      example: 'web: Too short.\n\nbooks: Also too short.',
      when: { param: 'corpus', is: 'pharmacy' },
    },
  },
  series: {
    document: {
      title: 'Every document',
      metrics: {
        document: { ...metric('document', '', 'A short name.'), text: true },
        raw: { ...metric('raw', '', 'As it was fetched.'), text: true },
        clean: { ...metric('clean', '', 'After cleaning.'), text: true },
        characters: metric('length', 'characters', 'Of the clean text.'),
        words: metric('words', '', 'Between spaces.'),
        latin: metric('Latin', 'share', 'Share of the letters that are a to z.', 2),
        ellipses: metric('“...”', '', 'Ellipses.'),
        cookies: metric('“cookie”', '', 'How often.'),
        score: {
          ...metric(
            'score',
            '',
            'Of the learned filter: mean log-odds of the words that it knows, in nats per word.',
            2,
          ),
        },
        verdict: { ...metric('verdict', '', 'Kept, or the first filter that objects.'), names: verdicts },
        fate: { ...metric('fate', '', 'In short.'), names: ['kept', 'dropped'] },
        why: { ...metric('kept?', '', 'The filter, and what it saw.'), text: true },
      },
    },
    source: {
      title: 'By source',
      metrics: {
        source: { ...metric('source', '', 'Where from.'), names: [...corpusSources] },
        documentsIn: metric('documents in', '', 'Fetched.'),
        documentsOut: metric('out', '', 'Kept.'),
        wordsIn: metric('words in', '', 'Of the cleaned texts.'),
        wordsOut: metric('words out', '', 'Of the kept texts.'),
        tokensLeast: metric('tokens, least', '', 'One for each piece of GPT-2’s pattern.'),
        tokensMost: metric('most', '', 'One for each byte.'),
      },
    },
    filter: {
      title: 'By filter',
      metrics: {
        filter: {
          ...metric('filter', '', 'In order; the first that objects counts.'),
          names: [...filterNames],
        },
        dropped: metric('documents dropped', '', 'By this filter.'),
      },
    },
  },
  views: [
    {
      kind: 'table',
      id: 'documents',
      title: 'Documents',
      size: 'wide',
      table: {
        series: 'document',
        columns: ['why', 'document', 'characters', 'words', 'latin', 'ellipses', 'cookies', 'score'],
      },
    },
    {
      kind: 'bars',
      id: 'filters',
      title: 'Dropped',
      unit: 'documents, by the first filter that objects',
      size: 'wide',
      x: { domain: [0, 7] },
      bars: { series: 'filter', by: 'filter', value: 'dropped' },
    },
    {
      kind: 'table',
      id: 'sources',
      title: 'In and out',
      unit: 'tokens of the kept texts',
      size: 'wide',
      table: {
        series: 'source',
        columns: [
          'source',
          'documentsIn',
          'documentsOut',
          'wordsIn',
          'wordsOut',
          'tokensLeast',
          'tokensMost',
        ],
      },
    },
  ],
  tabs: [
    { label: 'Documents', views: ['documents'] },
    { label: 'By filter', views: ['filters'] },
    { label: 'By source', views: ['sources'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'Twelve documents, written for this page; a crawl has billions, and its pages are much longer.',
    'The learned filter was trained on twenty-four short texts by somebody who knew the twelve documents. It shows what such a filter looks at, not how good a real one is.',
    'The least and the greatest number of tokens hold for any byte-level tokenizer that cuts text as GPT-2 does.',
  ],
}).runs(function* runQualityFilters({ corpus, documents, language, learned, ...bounds }) {
  const raw = corpus === 'source' ? sourceSamples : readDocuments(documents);
  const settings = learned === 'on' ? { ...bounds, minScore: 0 } : bounds;
  const collected = collect(raw, { ...settings, english: language === 'words' });
  const known = new Map(rawDocuments.map(({ text, name }) => [text, name]));
  const names = raw.map(({ source, text }, i) => {
    const number = raw.slice(0, i + 1).filter((other) => other.source === source).length;
    return known.get(text) ?? `${source} ${number}`;
  });
  for (const [i, { text, clean, measures, droppedBy, repeats }] of collected.entries()) {
    const { functionWords: _, letters: __, ...shown } = measures;
    const twin = repeats ? ` of ${names[repeats.index]!} (${repeats.ratio.toFixed(2)})` : '';
    yield {
      series: 'document',
      document: names[i]!,
      raw: text,
      clean,
      ...shown,
      verdict: droppedBy ? verdicts.indexOf(droppedBy) : 0,
      fate: droppedBy ? 1 : 0,
      why: droppedBy ? `${droppedBy}${twin}` : KEPT,
    };
  }
  for (const [index, source] of corpusSources.entries()) {
    const all = collected.filter((each) => each.source === source);
    const kept = all.filter((each) => !each.droppedBy);
    const bounds = kept.map(({ clean }) => tokenBounds(clean));
    yield {
      series: 'source',
      source: index,
      documentsIn: all.length,
      documentsOut: kept.length,
      wordsIn: sum(all.map(({ measures }) => measures.words)),
      wordsOut: sum(kept.map(({ measures }) => measures.words)),
      tokensLeast: sum(bounds.map(({ least }) => least)),
      tokensMost: sum(bounds.map(({ most }) => most)),
    };
  }
  for (const [index, filter] of filterNames.entries()) {
    const dropped = collected.filter((each) => each.droppedBy === filter).length;
    yield { series: 'filter', filter: index, dropped };
  }
});
