/** Reads `--name value` from a command line, and refuses what is not declared: name, legal values, exit code 2. */
import type { Params, Settings } from '../../sim/param.ts';
import { applies, currentName, defaultsOf, read } from '../../sim/settings.ts';

/** The reader's mistake: the message goes to standard error, the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface Flags {
  readonly values: Readonly<Record<string, string>>;
  readonly switches: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/** @param switches names that take no value */
export function parseFlags(args: readonly string[], switches: readonly string[] = []): Flags {
  const values: Record<string, string> = {};
  const on = new Set<string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!;
    if (!argument.startsWith('--')) {
      rest.push(argument);
      continue;
    }
    const equals = argument.indexOf('=');
    const name = argument.slice(2, equals < 0 ? undefined : equals);
    if (switches.includes(name)) {
      if (equals >= 0) throw new UsageError(`--${name} takes no value`);
      on.add(name);
      continue;
    }
    const value = equals < 0 ? args[++i] : argument.slice(equals + 1);
    if (value === undefined) throw new UsageError(`--${name} needs a value`);
    if (name in values) throw new UsageError(`--${name} is given twice`);
    values[name] = value;
  }
  return { values, switches: on, rest };
}

export function settingsFrom(params: Params, values: Readonly<Record<string, string>>): Settings {
  const settings: Record<string, number | string> = { ...defaultsOf(params) };
  const given: string[] = [];
  for (const [flag, written] of Object.entries(values)) {
    const name = currentName(params, flag);
    if (name === undefined) {
      const legal = Object.keys(params).map((param) => `--${param}`);
      throw new UsageError(`no flag --${flag}; there are ${legal.join(', ')}`);
    }
    const result = read(params[name]!, written);
    if (!result.ok) throw new UsageError(`--${flag} ${written}: must be ${result.legal}`);
    settings[name] = result.value;
    given.push(name);
  }
  for (const name of given) {
    const when = params[name]!.when;
    if (!applies(params, name, settings))
      throw new UsageError(`--${name} means something only with --${when!.param} ${when!.is}`);
  }
  return settings;
}
