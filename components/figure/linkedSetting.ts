/** Settings of a figure in words and as an address. Build time only (Node). */
import { loadExperiment } from '../../sim/experiments/index.ts';
import type { Settings } from '../../sim/param.ts';
import { defaultsOf, encode, read, write } from '../../sim/settings.ts';
import { withMinus } from '../writing.ts';
import { symbolParts } from './lab/symbol.tsx';
import { lookUp } from './named.ts';

export interface LinkedSetting {
  /** "noise = 0.3, features = length". */
  readonly phrase: string;
  /** With the defaults, so that it means the same whatever was pressed before, and the same as its link. */
  readonly whole: Settings;
  /** For an address, without the question mark; empty if they are the defaults. */
  readonly query: string;
}

/** @throws if a name is no parameter of the experiment, or a value not legal */
export async function linkedSetting(id: string, values: Partial<Settings>): Promise<LinkedSetting> {
  const { params } = await loadExperiment(id);
  const names = Object.keys(values);
  const phrase = names.map((name) => {
    const param = lookUp(params, name, `parameter of ${id}`);
    const value = values[name]!;
    const checked = read(param, write(value));
    if (!checked.ok) throw new Error(`${id}.${name} = ${value} is not ${checked.legal}`);
    const shown =
      param.kind === 'choice' ? param.choices[value] : param.kind === 'text' ? `“${value}”` : write(value);
    // A choice alone says what it is, "margin hinge"; "on" and "1" do not.
    if (param.kind === 'choice' && names.length === 1 && shown!.length > 3) return String(shown);
    return `${param.symbol ? symbolParts(param.symbol).base : param.label}\u00a0=\u00a0${withMinus(shown!)}`;
  });
  const whole = { ...defaultsOf(params), ...values } as Settings;
  return { phrase: phrase.join(', '), whole, query: encode(id, params, whole) };
}
