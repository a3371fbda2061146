/** Saves the models that a run has trained as files, and lets a run go on from such a file. */
import { useId, useRef, useState } from 'react';
import { ExportModels } from '../export/ExportModels.tsx';
import type { Origin } from '../export/modelJson.ts';
import { openModel, saveModel, type Checkpoint, type ModelFile } from './modelFile.ts';

export interface ModelsProps {
  /** name → what the reader calls it */
  readonly names: Readonly<Record<string, string>>;
  readonly trained: Readonly<Record<string, Checkpoint>>;
  /** The run that has trained them. */
  readonly origin: Origin;
  /** A run can go on from a file. */
  readonly resumes: boolean;
  onOpen(file: ModelFile): void;
}

export default function Models({ names, trained, origin, resumes, onOpen }: ModelsProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState('');

  const open = async (file: File) => {
    setRefused('');
    try {
      onOpen(await openModel(file));
    } catch (error) {
      setRefused(`${file.name}: ${(error as Error).message}.`);
    }
  };

  return (
    <div className="models" role="group" aria-labelledby={id}>
      <b id={id}>Models</b>
      <div className="row">
        {Object.entries(trained).map(([name, model]) => (
          <button key={name} type="button" onClick={() => saveModel(name, model)}>
            Save the {names[name]}
          </button>
        ))}
        {Object.keys(trained).length === 0 && (
          <span>A run leaves its models here, to be saved as files.</span>
        )}
        {resumes && (
          <>
            <button type="button" onClick={() => input.current?.click()}>
              Go on from a file
            </button>
            <input
              ref={input}
              type="file"
              accept=".ltam"
              hidden
              aria-label="A model saved by this course"
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file) void open(file);
                event.target.value = ''; // the same file may be chosen again
              }}
            />
          </>
        )}
      </div>
      <ExportModels {...{ names, trained, origin }} />
      {refused !== '' && <p role="alert">{refused}</p>}
    </div>
  );
}
