/** Settings of an experiment: defaults, what is legal, and how they are written in an address or on a command line. */
import type { Param, Params, Settings, SettingsOf, TextParam } from './param.ts';

export type Read =
  { readonly ok: true; readonly value: number | string } | { readonly ok: false; readonly legal: string };

export interface Replaced {
  readonly param: string;
  readonly given: string;
  readonly used: number | string;
  readonly legal: string;
}

/** A name in an address that was meant for a parameter, it seems, and sets none. */
export interface Stray {
  readonly key: string;
  /** How a parameter is written here: the one that was meant, where that is clear, or the first. */
  readonly written: string;
}

export function defaultsOf<P extends Params>(params: P): SettingsOf<P> {
  const entries = Object.entries(params).map(([name, param]) => [name, param.default]);
  return Object.fromEntries(entries) as SettingsOf<P>;
}

/** Decimals needed to write every multiple of a step: 0.05 → 2. */
export function decimalsOf(step: number): number {
  const text = String(step);
  const exponent = /e-(\d+)$/.exec(text);
  const point = text.indexOf('.');
  const written = point < 0 ? 0 : text.replace(/e.*$/, '').length - point - 1;
  return written + (exponent ? Number(exponent[1]) : 0);
}

/** The legal number nearest to a value. */
export function snap(param: { min: number; max: number; step: number }, value: number): number {
  const clamped = Math.min(param.max, Math.max(param.min, value));
  const steps = Math.round((clamped - param.min) / param.step);
  const snapped = Number((param.min + steps * param.step).toFixed(decimalsOf(param.step)));
  const within =
    snapped > param.max ? Number((snapped - param.step).toFixed(decimalsOf(param.step))) : snapped;
  return within + 0; // −0 would be written as 0 and read back as another bit pattern
}

/** The legal values of a parameter in words. */
export function legalOf(param: Param): string {
  switch (param.kind) {
    case 'number':
      return `a number from ${param.min} to ${param.max} in steps of ${param.step}`;
    case 'choice':
      return `one of ${Object.keys(param.choices).join(', ')}`;
    case 'text':
      return `a text of at most ${param.maxLength} characters`;
  }
}

/** A text without the characters that it may not hold: control characters but tabs between lines, halves of pairs. */
export function clean({ lines }: Pick<TextParam, 'lines'>, text: string): string {
  const kept = lines ? text.replace(/\r\n?/g, '\n') : text;
  return kept.replace(lines ? /[^\P{Cc}\n\t]|\p{Cs}/gu : /[\p{Cc}\p{Cs}]/gu, ' ');
}

/** Reads one value as written; never guesses. */
export function read(param: Param, written: string): Read {
  const refuse: Read = { ok: false, legal: legalOf(param) };
  switch (param.kind) {
    case 'number': {
      if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written.trim())) return refuse;
      const value = Number(written);
      if (!(value >= param.min && value <= param.max)) return refuse;
      return snap(param, value) === value ? { ok: true, value: value + 0 } : refuse;
    }
    case 'choice':
      return Object.hasOwn(param.choices, written) ? { ok: true, value: written } : refuse;
    case 'text':
      return written.length <= param.maxLength && clean(param, written) === written
        ? { ok: true, value: written }
        : refuse;
  }
}

export function write(value: number | string): string {
  return String(value);
}

/** The name under which a parameter is declared today, for its present or a former name. */
export function currentName(params: Params, name: string): string | undefined {
  if (Object.hasOwn(params, name)) return name;
  return Object.keys(params).find((current) => params[current]!.formerly?.includes(name));
}

/** Whether a parameter means anything under these settings. */
export function applies(params: Params, name: string, settings: Settings): boolean {
  const when = params[name]?.when;
  return !when || (settings[when.param] === when.is && applies(params, when.param, settings));
}

export function sameSettings(params: Params, a: Settings, b: Settings): boolean {
  return Object.keys(params).every((name) => a[name] === b[name] || !applies(params, name, a));
}

/** `ID.param=value` pairs: those that differ from the defaults, or all. Other entries of `query` are kept. */
export function encode(id: string, params: Params, settings: Settings, query = '', all = false): string {
  const search = new URLSearchParams(query);
  for (const name of Object.keys(params)) {
    const key = `${id}.${name}`;
    search.delete(key);
    const wanted = all || settings[name] !== params[name]!.default;
    if (wanted && applies(params, name, settings)) search.set(key, write(settings[name]!));
  }
  return search.toString();
}

/** Forgiving: an illegal value becomes the default and is reported; unknown names are reported too. */
export function decode(
  id: string,
  params: Params,
  query: string,
): { settings: Settings; replaced: readonly Replaced[] } {
  const settings: Record<string, number | string> = { ...defaultsOf(params) };
  const replaced: Replaced[] = [];
  for (const [key, written] of new URLSearchParams(query)) {
    if (!key.startsWith(`${id}.`)) continue;
    const asked = key.slice(id.length + 1);
    const name = currentName(params, asked);
    if (name === undefined) {
      const legal = `one of ${Object.keys(params).join(', ')}`;
      replaced.push({ param: asked, given: written, used: '', legal });
      continue;
    }
    const param = params[name]!;
    const result = read(param, written);
    if (result.ok) settings[name] = result.value;
    else replaced.push({ param: name, given: written, used: param.default, legal: result.legal });
  }
  // A value that means nothing under the others would show in no control: back to its default.
  for (const name of Object.keys(params)) {
    if (!applies(params, name, settings)) settings[name] = params[name]!.default;
  }
  return { settings, replaced };
}

/**
 * On a page where only this experiment can be meant: names without its prefix, and names with another one. Each once.
 */
export function strays(id: string, params: Params, query: string): readonly Stray[] {
  const [first] = Object.keys(params);
  if (first === undefined) return [];
  return [...new Set(new URLSearchParams(query).keys())].flatMap((key) => {
    const [, prefix, asked] = /^(?:([^.]*)\.)?([^.]+)$/.exec(key) ?? [];
    if (asked === undefined || prefix === id) return [];
    const meant = currentName(params, asked);
    // A bare word may be anybody's; a prefix like that of an experiment is one, or a misspelt one.
    const isOurs = meant !== undefined || /^[a-z][a-z0-9-]*$/.test(prefix ?? '');
    return isOurs ? [{ key, written: `${id}.${meant ?? first}` }] : [];
  });
}
