/** The two or three settings that the text is about, as buttons. */
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { sameSettings } from '../../../sim/settings.ts';

/** Settings that the text is about; those of a trained experiment are recorded. */
export interface Preset {
  /** Without one it has no button: a phrase in the text sets it. */
  readonly label?: string;
  readonly settings: Settings;
  /** Of its recorded rows; undefined for an instant experiment. */
  readonly hash?: string;
}

interface PresetsProps {
  readonly declaration: Declaration;
  readonly presets: readonly Preset[];
  readonly settings: Settings;
  readonly disabled: boolean;
  onChoose(settings: Settings): void;
}

export function Presets({ declaration, presets, settings, disabled, onChoose }: PresetsProps) {
  const named = presets.filter(({ label }) => label !== undefined);
  if (named.length === 0) return null;
  return (
    <div className="presets" role="group" aria-label="Settings to try">
      {named.map((preset) => (
        <button
          key={preset.label}
          type="button"
          className="preset"
          disabled={disabled}
          aria-pressed={sameSettings(declaration.params, settings, preset.settings)}
          onClick={() => onChoose(preset.settings)}
        >
          {preset.label}
        </button>
      ))}
    </div>
  );
}
