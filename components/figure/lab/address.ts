/**
 * All that an address says to a figure, and what it says in vain: every part of it that was meant for the figure is either
 * heard or told. Pure; hooks and the dashboard use it.
 */
import type { Declaration } from '../../../sim/experiment.ts';
import type { Params, Settings } from '../../../sim/param.ts';
import {
  applies,
  currentName,
  decode,
  read,
  strays,
  type Replaced,
  type Stray,
} from '../../../sim/settings.ts';
import { quoted } from './quoted.ts';

type Declared = Pick<Declaration, 'id' | 'params'>;

export interface Heard {
  readonly settings: Settings;
  readonly replaced: readonly Replaced[];
}

const ONCE = 'one value for each name';

/** The settings of an address: as `decode` reads them, and also what is legal and yet came to nothing. */
export function settingsIn({ id, params }: Declared, query: string): Heard {
  const { settings, replaced } = decode(id, params, query);
  const told = replaced.map((each) => {
    // Of several values the last legal one is used.
    const name = currentName(params, each.param);
    return name === undefined ? each : { ...each, used: settings[name]! };
  });
  for (const [key, given] of new URLSearchParams(query)) {
    const name = key.startsWith(`${id}.`) ? currentName(params, key.slice(id.length + 1)) : undefined;
    if (name === undefined) continue;
    const result = read(params[name]!, given);
    const used = settings[name]!;
    if (!result.ok || result.value === used) continue;
    const legal = applies(params, name, settings) ? ONCE : onlyWith(params, name, settings);
    told.push({ param: name, given, used: legal === ONCE ? used : '', legal });
  }
  return { settings, replaced: told };
}

/** "only with method = ppo": the condition that does not hold. */
function onlyWith(params: Params, name: string, settings: Settings): string {
  const { param, is } = params[name]!.when!;
  return settings[param] === is ? onlyWith(params, param, settings) : `only with ${param} = ${is}`;
}

export interface Wished {
  /** Large type, for a projector. */
  readonly present: boolean;
  /** Names of parameters whose controls are hidden; their values stay in the address. */
  readonly hidden: ReadonlySet<string>;
  /** The figure runs by itself when it comes into view. */
  readonly run: boolean;
  /** With so many workers; undefined: with as many as pay. */
  readonly workers: number | undefined;
  /** What could not be heard. */
  readonly replaced: readonly Replaced[];
}

/** More than four have nothing to do; they are legal, so that a lecture can show it. */
const WORKERS = { min: 1, max: 8, legal: 'a whole number from 1 to 8' };
const SWITCH = '1, or 0';

/** @param alone on its own page, where no other figure can be meant */
export function wishesIn({ id, params }: Declared, query: string, alone: boolean): Wished {
  const search = new URLSearchParams(query);
  const replaced: Replaced[] = [];
  const refuse = (param: string, given: string, legal: string) =>
    void replaced.push({ param, given, used: '', legal });
  /** The first value, as the scripts of the page take it. */
  const first = (param: string): string | undefined => {
    const [value, ...others] = search.getAll(param);
    for (const given of others) if (given !== value) refuse(param, given, ONCE);
    return value;
  };
  const isOn = (param: string): boolean => {
    const given = first(param);
    if (given !== undefined && given !== '1' && given !== '0') refuse(param, given, SWITCH);
    return given === '1';
  };

  const [present, run] = [isOn('present'), isOn('run')];
  const asked = first('workers');
  const count = Number(asked);
  const isCount = asked !== undefined && /^\d$/.test(asked) && count >= WORKERS.min && count <= WORKERS.max;
  if (asked !== undefined && !isCount) refuse('workers', asked, WORKERS.legal);

  const hidden = new Set<string>();
  const names = (first('hide') ?? '').split(',').map((name) => name.trim());
  for (const name of names.filter((each) => each !== '')) {
    const own = name.startsWith(`${id}.`);
    const known = currentName(params, own ? name.slice(id.length + 1) : name);
    if (known !== undefined) hidden.add(known);
    // In a chapter another figure may have it.
    else if (own || alone) refuse('hide', name, `names of ${Object.keys(params).join(', ')}`);
  }
  return { present, hidden, run, workers: isCount ? count : undefined, replaced };
}

/**
 * Names in an address that reach no figure of a page.
 *
 * @param figures experiments of all figures of the page, in order; the first figure tells for all of them
 * @param alone on its own page, where no other figure can be meant
 */
export function straysIn(
  { id, params }: Declared,
  query: string,
  figures: readonly string[],
  alone: boolean,
): readonly Stray[] {
  if (alone) return strays(id, params, query);
  if (figures[0] !== id) return [];
  // A bare word may be meant for any of them; a prefix can be meant for none that is not here.
  return strays(id, params, query).filter(({ key }) => {
    const dot = key.indexOf('.');
    return dot > 0 && !figures.includes(key.slice(0, dot));
  });
}

/** What an address asked for and did not get. */
export function toldOf({ param, given, used, legal }: Replaced): string {
  const kept = used === '' ? '' : ` ${quoted(String(used))} is used.`;
  return `The address asked for ${quoted(param)} = “${quoted(given)}”. Legal: ${legal}.${kept}`;
}

/** What an address named, and how it would be heard. */
export const strayedOf = ({ key, written }: Stray): string =>
  `The address names “${quoted(key)}”; here parameters are written ${written}.`;
