/** The models of the run that the monitor shows, as files for other programs. Those of the recorded default are the course's own. */
import { useEffect, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { ExportModels } from '../export/ExportModels.tsx';
import type { Origin } from '../export/modelJson.ts';
import type { Models } from '../runs/store.ts';
import { hearChosen } from './chosen.ts';

interface RunModelsProps {
  readonly experiment: string;
  /** name → what the reader calls it */
  readonly keeps: Readonly<Record<string, string>>;
  /** The recorded default run, and the names of those of its models that the site serves. */
  readonly recorded: {
    readonly settings: Settings;
    readonly hash: string;
    readonly models: readonly string[];
  };
}

interface State {
  readonly origin: Origin;
  readonly models: Models;
  /** A run of the reader's. */
  readonly own: boolean;
}

export default function RunModels({ experiment, keeps, recorded }: RunModelsProps) {
  const { settings, hash } = recorded;
  const [{ origin, models, own }, setState] = useState<State>({
    origin: { experiment, settings, hash },
    models: {},
    own: false,
  });
  const [said, setSaid] = useState('');
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    return hearChosen(({ history, models: left, own: mine }) => {
      const from = { experiment, settings: history.settings, hash: history.hash };
      setState({ origin: from, models: left, own: mine !== undefined });
      setSaid('');
    });
  }, [experiment]);

  const fetchModels = async () => {
    setSaid('');
    try {
      const { modelHere } = await import('../../host/browserModels.ts');
      const fetched = await Promise.all(
        recorded.models.map(async (name) => [name, await modelHere(name)] as const),
      );
      setState((now) => (now.own ? now : { ...now, models: Object.fromEntries(fetched) }));
    } catch {
      setSaid('The models could not be fetched. Go online, and press again.');
    }
  };
  const none = Object.keys(models).length === 0;
  const isDefault = !own && origin.hash === hash;
  return (
    <div className="run-tools run-models needs-script">
      {isDefault && none && (
        <div className="row">
          <button type="button" disabled={!ready} onClick={() => void fetchModels()}>
            Fetch the models of the recorded run
          </button>
        </div>
      )}
      {!isDefault && none && (
        <p>
          {own
            ? 'The models of this run are not stored here: it came from a file, or there was no room for them.'
            : 'Of this recorded run only the rows are kept, and no models.'}
        </p>
      )}
      <ExportModels names={keeps} trained={models} origin={origin} />
      <p role="status">{said}</p>
    </div>
  );
}
