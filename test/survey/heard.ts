/** Whether an address was heard as it should be: an account of every part of it, kept apart from what reads addresses. */
import type { Experiment } from '../../sim/experiment.ts';
import type { Param } from '../../sim/param.ts';
import { settingsIn, strayedOf, straysIn, toldOf, wishesIn } from '../../components/figure/lab/address.ts';

/** What a reader must not be shown, unless it is a reader's own. */
export const NOT_WORDS = /\b(?:NaN|undefined|Infinity|null)\b|\[object /;

function isLegal(param: Param, value: unknown): boolean {
  switch (param.kind) {
    case 'number': {
      if (typeof value !== 'number' || !(value >= param.min && value <= param.max) || Object.is(value, -0))
        return false;
      const steps = (value - param.min) / param.step;
      return Math.abs(steps - Math.round(steps)) < 1e-6;
    }
    case 'choice':
      return Object.keys(param.choices).includes(value as string);
    case 'text':
      return typeof value === 'string' && value.length <= param.maxLength && !/[^\P{Cc}\n\t]/u.test(value);
  }
}

export interface Heard {
  readonly settings: Readonly<Record<string, number | string>>;
  /** The sentences that the figure shows. */
  readonly told: readonly string[];
  /** What is wrong; nothing, if all is well. */
  readonly faults: readonly string[];
}

/** On the page of the figure alone. */
export function heardAlone({ id, params }: Pick<Experiment, 'id' | 'params'>, query: string): Heard {
  const faults: string[] = [];
  const { settings, replaced } = settingsIn({ id, params }, query);
  const wished = wishesIn({ id, params }, query, true);
  const strays = straysIn({ id, params }, query, [id], true);
  const told = [...new Set([...[...replaced, ...wished.replaced].map(toldOf), ...strays.map(strayedOf)])];

  for (const [name, param] of Object.entries(params))
    if (!isLegal(param, settings[name])) faults.push(`${name} = ${String(settings[name])} is not legal`);
  const extra = Object.keys(settings).filter((name) => !Object.hasOwn(params, name));
  if (extra.length > 0) faults.push(`settings that are none: ${extra.join()}`);

  const names = Object.keys(params);
  const known = (name: string) =>
    names.find((each) => each === name) ?? names.find((each) => params[each]!.formerly?.includes(name));
  const isTold = (param: string, given: string) =>
    [...replaced, ...wished.replaced].some((each) => each.param === param && each.given === given);
  for (const [key, given] of new URLSearchParams(query)) {
    if (key.startsWith(`${id}.`)) {
      const asked = key.slice(id.length + 1);
      const name = known(asked);
      const isTaken =
        name !== undefined &&
        (settings[name] === given || (given.trim() !== '' && settings[name] === Number(given)));
      if (!isTaken && !isTold(name ?? asked, given)) faults.push(`${key}=${given} is neither taken nor told`);
    } else if (key === 'workers') {
      if (String(wished.workers) !== given && !isTold(key, given))
        faults.push(`workers=${given} is not told`);
    } else if (key === 'present' || key === 'run') {
      if (given !== (wished[key] ? '1' : '0') && !isTold(key, given))
        faults.push(`${key}=${given} is not told`);
    } else if (key === 'hide') {
      for (const name of given.split(',').map((each) => each.trim())) {
        const own = known(name.startsWith(`${id}.`) ? name.slice(id.length + 1) : name);
        if (
          name !== '' &&
          !(own !== undefined && wished.hidden.has(own)) &&
          !isTold(key, name) &&
          !isTold(key, given)
        )
          faults.push(`hide=${name} is neither hidden nor told`);
      }
    } else if (/^[a-z][a-z0-9-]*\.[^.]+$/.test(key) && !strays.some((stray) => stray.key === key))
      faults.push(`${key} reaches no figure and is not told`);
  }
  return { settings, told, faults };
}
