/** Presets are legal and told apart, and a phrase that sets an experiment that trains shows a recorded run. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { recordedRunOf, recordingOf, settingsOfPresets } from '../../components/host/recordings.ts';
import type { Settings } from '../../sim/param.ts';
import { experimentIds, loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { decode, defaultsOf, read, write } from '../../sim/settings.ts';

const experiments = await Promise.all(
  experimentIds.map(async (id) => ({ id, experiment: await loadExperiment(id), words: await loadWords(id) })),
);
const trained = experiments.filter(({ experiment }) => experiment.clock);
const texts = globSync(['content/**/*.mdx', 'src/pages/**/*.astro']).map((file) =>
  readFileSync(file, 'utf8'),
);
const matches = (pattern: RegExp) => texts.flatMap((text) => [...text.matchAll(pattern)]);

/** What phrases in the text set: by the attributes of `Value` and `SettingsLink`, and by plain links. */
function phrasesOn({ id, experiment: { params } }: (typeof experiments)[number]): Partial<Settings>[] {
  const values = matches(/<Value\b[^>]*?\bof="([^".]+)\.(\w+)" is=(?:\{([^}]+)\}|("[^"]*"))/g)
    .filter(([, of]) => of === id)
    .map(([, , param, number, text]) => ({
      [param!]: JSON.parse(number ?? text!) as Settings[string],
    }));
  const links = matches(/<SettingsLink\b[^>]*?\bexperiment="([^"]+)"\s+values=\{(\{[^}]*\})\}/g)
    .filter(([, of]) => of === id)
    .map(([, , object]) => JSON.parse(object!.replace(/(\w+):/g, '"$1":').replaceAll("'", '"')) as Settings);
  const plain = matches(/\]\([^)?]*\?([^)#]+)#/g)
    .filter(([, query]) => query!.startsWith(`${id}.`))
    .map(([, query]) => decode(id, params, query!).settings);
  return [...values, ...links, ...plain];
}

test('the phrases are found', () => {
  const all = trained.flatMap((each) => phrasesOn(each));
  const written = matches(/<(?:Value|SettingsLink)\b[^>]*?\b(?:of|experiment)="([^".]+)/g);
  const ids = new Set(trained.map(({ id }) => id));
  expect(all.length).toBeGreaterThanOrEqual(written.filter(([, id]) => ids.has(id!)).length);
  expect(all).toContainEqual({ keywordBias: 1.5, beta: 0 });
  expect(all).toContainEqual({ questions: 'avoid' });
});

describe.each(trained)('$id', (each) => {
  test('what a phrase sets is recorded', () => {
    const missing = phrasesOn(each).filter((settings) => !recordedRunOf(each.id, settings));
    expect(missing, 'add a preset and run `npm run record`').toEqual([]);
  });

  test('presets are recorded, and their rows tell them apart', () => {
    for (const settings of settingsOfPresets(each.experiment, each.words)) {
      expect(recordedRunOf(each.id, settings)?.settings).toMatchObject(settings);
    }
    const hashes = recordingOf(each.id).runs.map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

test.each(experiments)(
  '$id: presets are legal, and no two are alike',
  ({ experiment, words: { presets } }) => {
    for (const { settings } of presets) {
      for (const [name, value] of Object.entries(settings)) {
        expect(read(experiment.params[name]!, write(value!)), `${name} = ${value}`).toMatchObject({
          ok: true,
        });
      }
    }
    const whole = presets.map(({ settings }) =>
      JSON.stringify({ ...defaultsOf(experiment.params), ...settings }),
    );
    expect(new Set(whole).size).toBe(whole.length);
    const labels = presets.flatMap(({ label }) => label ?? []);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.length).toBeLessThanOrEqual(4);
    expect(labels.length).not.toBe(1);
  },
);
