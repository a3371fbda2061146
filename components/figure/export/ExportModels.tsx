/** Trained models as files for other programs, and the script that opens them. What writes them is fetched at a press. */
import { useState } from 'react';
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import { addressOf } from '../../text/site.ts';
import { download } from '../lab/download.ts';
import type { Origin } from './modelJson.ts';

interface ExportModelsProps {
  /** name → what the reader calls it */
  readonly names: Readonly<Record<string, string>>;
  readonly trained: Readonly<Record<string, Checkpoint>>;
  readonly origin: Origin;
}

async function save(name: string, kind: 'safetensors' | 'json', model: Checkpoint, origin: Origin) {
  if (kind === 'json') {
    const { writeModelJson } = await import('./modelJson.ts');
    download(`${name}.json`, 'application/json', writeModelJson(model, origin));
    return;
  }
  const { writeSafetensors } = await import('./safetensors.ts');
  const { experiment, settings, hash = 'none, the run did not end' } = origin;
  const about = { format: 'pt', model: name, experiment, settings: JSON.stringify(settings), hash };
  download(`${name}.safetensors`, 'application/octet-stream', writeSafetensors(model, about));
}

export function ExportModels({ names, trained, origin }: ExportModelsProps) {
  const [told, setTold] = useState('');
  const models = Object.entries(trained);
  if (models.length === 0) return null;
  return (
    <>
      <div className="row">
        <span>For PyTorch:</span>
        {models.map(([name, model]) => (
          <span key={name} className="exported">
            {names[name] ?? name}
            {(['safetensors', 'json'] as const).map((kind) => (
              <button
                key={kind}
                type="button"
                aria-label={`${names[name] ?? name} as ${kind}`}
                onClick={() => {
                  setTold('');
                  save(name, kind, model, origin).catch((error: unknown) =>
                    setTold(
                      `This did not work: ${error instanceof Error ? error.message : 'no file was written'}.`,
                    ),
                  );
                }}
              >
                {kind}
              </button>
            ))}
          </span>
        ))}
        <a href={addressOf('course_model.py')} download>
          script
        </a>
      </div>
      {told !== '' && <p role="alert">{told}</p>}
    </>
  );
}
