/** What a reader is told beside the picture: the engine, pinned runs, what the address got wrong, a model of one's own. */
import type { Replaced, Stray } from '../../../sim/settings.ts';
import { strayedOf, toldOf } from './address.ts';
import type { FactsFile } from './factsFile.ts';
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

/** More sentences than these would hide the controls that they are about. */
const MOST_SENTENCES = 4;

interface RefusedProps {
  readonly replaced: readonly Replaced[];
  /** Names in the address that reach no figure here. */
  readonly strays?: readonly Stray[];
}

export function Refused({ replaced, strays = [] }: RefusedProps) {
  const sentences = [...new Set([...replaced.map(toldOf), ...strays.map(strayedOf)])];
  const more = sentences.length - MOST_SENTENCES;
  return (
    <>
      {sentences.slice(0, MOST_SENTENCES).map((sentence) => (
        <p key={sentence} className="told" role="status">
          {sentence}
        </p>
      ))}
      {more > 0 && (
        <p className="told" role="status">
          and {more} more
        </p>
      )}
    </>
  );
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

interface ReadProps {
  readonly file: FactsFile;
  onForget(): void;
}

export function Read({ file, onForget }: ReadProps) {
  return (
    <p className="told" role="status">
      Runs read {file.name} ({file.hash}) in place of the shipped world. A link cannot reproduce them.{' '}
      <button type="button" onClick={onForget}>
        Forget the file
      </button>
    </p>
  );
}
