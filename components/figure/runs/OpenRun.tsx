/** Opens a run from a file that a reader has saved. */
import { useRef, useState } from 'react';
import { openRun, type Known, type SavedRun } from './savedRun.ts';

interface OpenRunProps {
  readonly known: Known;
  readonly disabled: boolean;
  onOpen(run: SavedRun): void | Promise<void>;
}

export function OpenRun({ known, disabled, onOpen }: OpenRunProps) {
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState('');
  const open = async (file: File) => {
    setRefused('');
    try {
      await onOpen(await openRun(file, known));
    } catch (error) {
      setRefused(`${file.name}: ${(error as Error).message}.`);
    }
  };
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => input.current?.click()}>
        Open a saved run
      </button>
      <input
        ref={input}
        type="file"
        accept=".json"
        hidden
        disabled={disabled}
        aria-label="A run saved by this course"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void open(file);
          event.target.value = ''; // the same file may be chosen again
        }}
      />
      {refused !== '' && (
        <p className="refused" role="alert">
          {refused}
        </p>
      )}
    </>
  );
}
