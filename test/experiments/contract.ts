/** What every experiment promises, whatever it computes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../components/host/node.ts';
import { recordingOf } from '../../components/host/recordings.ts';
import { readManifest } from '../../components/host/models.ts';
import { declarationOf, type Experiment, type Row } from '../../sim/experiment.ts';
import type { Param, Params, Settings } from '../../sim/param.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish, play } from '../../sim/run.ts';
import { applies, decode, defaultsOf, encode, read, snap, write } from '../../sim/settings.ts';

/** Values of a parameter other than its own, with which the history has to change: the nearest, which cost least, first. */
function otherValues(param: Param, own: number | string): (number | string)[] {
  switch (param.kind) {
    case 'number': {
      const { min, max, step } = param;
      const beside = [Number(own) - step, Number(own) + step].map((value) => snap(param, value));
      return [...beside, min, max, snap(param, (min + max) / 2)].filter((value) => value !== own);
    }
    case 'choice':
      return Object.keys(param.choices).filter((choice) => choice !== own);
    case 'text':
      return [param.example];
  }
}

/** The end of a range may be a long run: it is followed as far as the small one goes, or to its end. */
const WHOLE = process.env['ALL_SEEDS'] !== undefined;

/** Settings under which a parameter means something. */
function settingsFor(params: Params, name: string, base: Settings): Settings {
  const when = params[name]!.when;
  return when ? { ...settingsFor(params, when.param, base), [when.param]: when.is } : base;
}

function legalSettings(params: Params): fc.Arbitrary<Settings> {
  const values = Object.entries(params).map(([name, param]) => {
    switch (param.kind) {
      case 'number':
        return fc
          .double({ min: param.min, max: param.max, noNaN: true })
          .map((value) => [name, snap(param, value)]);
      case 'choice':
        return fc.constantFrom(...Object.keys(param.choices)).map((value) => [name, value]);
      case 'text':
        return fc
          .string({ unit: 'grapheme', maxLength: param.maxLength })
          .filter((text) => read(param, text).ok)
          .map((value) => [name, value]);
    }
  });
  return fc.tuple(...values).map((entries) => {
    const settings = Object.fromEntries(entries as [string, number | string][]) as Settings;
    const meaningless = Object.keys(params).filter((name) => !applies(params, name, settings));
    return { ...settings, ...Object.fromEntries(meaningless.map((name) => [name, params[name]!.default])) };
  });
}

/** One test each of what an experiment promises. */
export async function contractOf(ids: readonly string[]): Promise<void> {
  const experiments = await Promise.all(ids.map(async (id) => [id, await loadExperiment(id)] as const));
  describe.each(experiments)('%s', (id, experiment: Experiment) => {
    const { params } = experiment;
    const small = { ...defaultsOf(params), ...experiment.small } as Settings;
    /** Each setting is run once. */
    const rows = new Map<string, readonly Row[]>();
    const rowsOf = (settings: Settings): readonly Row[] => {
      const key = JSON.stringify(settings);
      if (!rows.has(key)) rows.set(key, finish(experiment, settings, nodeHost).rows);
      return rows.get(key)!;
    };
    /** Goes on only to the first row that is another. */
    const differs = (settings: Settings, from: Settings): boolean => {
      const before = rowsOf(from);
      let at = 0;
      for (const row of play(experiment, settings, nodeHost))
        if (row && JSON.stringify(row) !== JSON.stringify(before[at++])) return true;
      return at < before.length;
    };
    /** @returns how many times the run has yielded, `most` at most */
    const begin = (settings: Partial<Settings>, most = Infinity): number => {
      const run = play(experiment, settings, nodeHost);
      let yielded = 0;
      for (let next = run.next(); !next.done && yielded < most; next = run.next()) {
        yielded++;
        if (!next.value) continue;
        const { series, ...values } = next.value;
        expect(Object.keys(values).sort()).toEqual(Object.keys(experiment.series[series]!.metrics).sort());
      }
      return yielded;
    };

    test('is declared legally', () => {
      expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
      for (const [name, param] of Object.entries(params)) {
        expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(read(param, write(param.default)), `default of ${name}`).toEqual({
          ok: true,
          value: param.default,
        });
        if (param.kind === 'number')
          expect(snap(param, param.max), `max of ${name} is on its steps`).toBe(param.max);
        expect(param.help, `help of ${name}`).toMatch(/\.$/);
      }
      if (params['seed'])
        expect(params['seed']).toMatchObject({ kind: 'number', min: 0, max: 4294967295, step: 1 });
      for (const { model } of experiment.needs) expect(Object.keys(readManifest())).toContain(model);
      for (const view of experiment.views) expect(view.id).toMatch(/^[a-z][a-z0-9-]*$/);
    });

    test('every view stands in exactly one tab', () => {
      const { tabs, views } = declarationOf(experiment);
      expect(tabs.flatMap((tab) => tab.views).sort()).toEqual(views.map((view) => view.id).sort());
      expect(new Set(tabs.map(({ label }) => label)).size, 'labels differ').toBe(tabs.length);
    });

    test('the declaration is JSON', () => {
      const { id: _, ...data } = experiment;
      const json = { ...data, run: 0 };
      expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    });

    test('the same settings give the same rows as when they were recorded, in another process', () => {
      const { rows: now, hash } = finish(experiment, small, nodeHost);
      rows.set(JSON.stringify(small), now);
      expect(hash).toBe(recordingOf(id).small);
    });

    test('every row holds exactly the metrics of its series, and both ends of every range run', () => {
      const most = begin(small);
      for (const [name, param] of Object.entries(params)) {
        if (param.kind !== 'number') continue;
        // The small run has just been at an end that is its own.
        for (const end of [param.min, param.max].filter((value) => value !== small[name]))
          expect(begin({ ...small, [name]: end }, WHOLE ? Infinity : most)).toBeGreaterThan(0);
      }
    });

    test('every parameter, moved, changes the history', () => {
      for (const [name, param] of Object.entries(params)) {
        const base = settingsFor(params, name, small);
        const moves = otherValues(param, base[name]!).some((value) =>
          differs({ ...base, [name]: value }, base),
        );
        expect(moves, `${name} is a dead knob`).toBe(true);
      }
    });

    test('500 random legal settings survive the address', () => {
      fc.assert(
        fc.property(legalSettings(params), fc.boolean(), (settings, all) => {
          expect(decode(id, params, encode(id, params, settings, '', all))).toEqual({
            settings,
            replaced: [],
          });
        }),
        { numRuns: 500 },
      );
    });

    test('junk in the address yields legal settings, and each is told', () => {
      fc.assert(
        fc.property(
          fc.dictionary(fc.constantFrom(...Object.keys(params), 'nonsense'), fc.string()),
          (junk) => {
            const query = new URLSearchParams(
              Object.entries(junk).map(([name, text]) => [`${id}.${name}`, text]),
            );
            const { settings, replaced } = decode(id, params, query.toString());
            for (const [name, param] of Object.entries(params))
              expect(read(param, write(settings[name]!)).ok).toBe(true);
            for (const [name, text] of Object.entries(junk)) {
              const legal = name in params && read(params[name]!, text).ok;
              expect(replaced.some((each) => each.param === name)).toBe(!legal);
            }
          },
        ),
        { numRuns: 300 },
      );
    });
  });
}
