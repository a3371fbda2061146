/** A recorded run that is fetched is that run, or words for the reader. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchRecording } from '../../components/figure/lab/recording.ts';
import { recordedRun } from '../../components/host/recordings.ts';
import { declarationOf, type History, type Row } from '../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';

const declaration = declarationOf(await loadExperiment('reward-pairs'));
const recorded = recordedRun('reward-pairs');

afterEach(() => vi.unstubAllGlobals());

/** The figure asks, and the network answers so. */
function answering(answer: () => Response | Promise<Response>): Promise<History> {
  vi.stubGlobal('fetch', () => Promise.resolve().then(answer));
  return fetchRecording('recordings/reward-pairs.json', declaration);
}
const body = (text: string) => answering(() => new Response(text));

test('what the site serves is read, of every experiment', async () => {
  for (const id of experimentIds) {
    const history = recordedRun(id);
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json(history)));
    expect(await fetchRecording(id, declarationOf(await loadExperiment(id)))).toEqual(history);
  }
});

test('an answer that takes its time is waited for', async () => {
  const slow = () => new Promise<Response>((done) => setTimeout(() => done(Response.json(recorded)), 50));
  expect((await answering(slow)).hash).toBe(recorded.hash);
});

describe('not fetched:', () => {
  test.each([404, 500])('%i', async (status) => {
    await expect(answering(() => new Response('{}', { status }))).rejects.toThrow(
      new Error(`the recorded run could not be fetched (${status})`),
    );
  });

  const lost = new TypeError('network error');
  const broken = () => new ReadableStream({ start: (controller) => controller.error(lost) });
  test.each([
    ['no network', () => Promise.reject(lost)],
    ['a connection that breaks off within', () => new Response(broken())],
  ])('%s', async (_, answer) => {
    await expect(answering(answer)).rejects.toThrow(new Error('the recorded run could not be fetched'));
  });
});

describe('not read:', () => {
  const [first, ...rest] = recorded.rows as readonly [Row, ...Row[]];
  const other = (row: Record<string, unknown>) => ({ ...recorded, rows: [row, ...rest] });
  const { noise: _, ...fewer } = recorded.settings;
  const metric = Object.keys(first).find((name) => name !== 'series')!;
  const { [metric]: __, ...lacking } = first;
  const kinds: Record<string, unknown> = {
    null: null,
    'an empty object': {},
    'an empty list': [],
    'rows that are none': { rows: [{ a: 1 }, null] },
    'no rows': { ...recorded, rows: [] },
    'rows in an object': { ...recorded, rows: Object.fromEntries(recorded.rows.entries()) },
    'a row of null': { ...recorded, rows: [...recorded.rows, null] },
    'an unknown series': other({ ...first, series: 'nothing' }),
    'a series that every object has': other({ ...first, series: 'constructor' }),
    'a metric too many': other({ ...first, extra: 1 }),
    'a metric too few': other(lacking),
    'a text for a number': other({ ...first, [metric]: '1' }),
    'null for a number': other({ ...first, [metric]: null }),
    'another number': other({ ...first, [metric]: 0.123 }),
    'a row too few': { ...recorded, rows: rest },
    'no hash': { ...recorded, hash: undefined },
    'a short hash': { ...recorded, hash: recorded.hash.slice(1) },
    'another hash': { ...recorded, hash: '0123456789abcdef' },
    'no settings': { ...recorded, settings: undefined },
    'settings in a list': { ...recorded, settings: [] },
    'a setting too few': { ...recorded, settings: fewer },
    'a setting too many': { ...recorded, settings: { ...recorded.settings, extra: 1 } },
    'an illegal setting': { ...recorded, settings: { ...recorded.settings, noise: 7 } },
    'a setting of another kind': { ...recorded, settings: { ...recorded.settings, noise: '0' } },
    'a setting of null': { ...recorded, settings: { ...recorded.settings, noise: null } },
  };
  const texts: Record<string, string> = {
    nothing: '',
    HTML: '<!doctype html><title>Sign in</title>',
    garbage: '\u0000\u0001\ufffd{',
    'half of it': JSON.stringify(recorded).slice(0, 2000),
    'a number beyond all numbers': JSON.stringify(recorded).replace(/:[\d.]+/g, ':1e999'),
    ...Object.fromEntries(Object.entries(kinds).map(([kind, value]) => [kind, JSON.stringify(value)])),
  };
  test.each(Object.entries(texts))('%s', async (_, text) => {
    await expect(body(text)).rejects.toThrow(new Error('the recorded run could not be read'));
  });
});
