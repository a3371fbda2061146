/** What a reader is told beside the picture: the engine, pinned runs, what the address got wrong, a model of one's own. */
import type { Replaced } from '../../../sim/settings.ts';
import { toldOf } from './describe.ts';
import type { ModelFile } from './modelFile.ts';
import type { Pin } from './usePins.ts';

export function Failure({ reason }: { readonly reason: string }) {
  return (
    <p className="told" role="alert">
      The figure could not be computed: {reason}
    </p>
  );
}

export function PlainEngine() {
  return (
    <p className="told" role="status">
      WebAssembly SIMD is not to be had here: the run computes in plain TypeScript. It takes much longer and
      gives the same numbers.
    </p>
  );
}

export function Pins({ pins }: { readonly pins: readonly Pin[] }) {
  return (
    <p className="pins">
      {pins.map(({ label, words }) => (
        <span key={label}>
          <b>{label}</b> {words}
        </span>
      ))}
    </p>
  );
}

export function Refused({ replaced }: { readonly replaced: readonly Replaced[] }) {
  return replaced.map(toldOf).map((sentence) => (
    <p key={sentence} className="told" role="status">
      {sentence}
    </p>
  ));
}

interface ResumedProps {
  readonly file: ModelFile;
  onForget(): void;
}

export function Resumed({ file, onForget }: ResumedProps) {
  return (
    <p className="told" role="status">
      Runs go on from {file.name} ({String(file.trained.about['model'])}, {file.hash}). A link cannot
      reproduce them.{' '}
      <button type="button" onClick={onForget}>
        Forget the file
      </button>
    </p>
  );
}
