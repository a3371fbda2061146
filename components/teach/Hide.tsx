/** Which controls a link hides: a tick for each parameter that means something under the settings. */
import type { Declaration } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { applies } from '../../sim/settings.ts';

interface HideProps {
  readonly declaration: Declaration;
  readonly settings: Settings;
  readonly hidden: readonly string[];
  onChange(hidden: readonly string[]): void;
}

export function Hide({ declaration: { params }, settings, hidden, onChange }: HideProps) {
  const names = Object.keys(params).filter((name) => applies(params, name, settings));
  const turn = (name: string, hide: boolean) =>
    onChange(Object.keys(params).filter((each) => (each === name ? hide : hidden.includes(each))));
  return (
    <fieldset className="ticks">
      <legend>Controls that the link hides</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={hidden.includes(name)}
            onChange={(event) => turn(name, event.target.checked)}
          />{' '}
          {params[name]!.label}
        </label>
      ))}
    </fieldset>
  );
}
