/** The strip over the picture's lower edge: picture and controls differ, or the run has stopped. */
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { differences } from './describe.ts';
import type { UseRun } from './useRun.ts';

interface StripProps {
  readonly declaration: Declaration;
  readonly settings: Settings;
  readonly run: UseRun;
}

export function Stale({ declaration, settings, run }: StripProps) {
  return (
    <p className="stale" role="status">
      <span>
        Picture: {differences(declaration, run.settings, settings)}. Controls:{' '}
        {differences(declaration, settings, run.settings)}.{run.rows ? '' : ' Press Run.'}
      </span>
    </p>
  );
}

export function Failure({ reason }: { readonly reason: string }) {
  return (
    <p className="stale" role="alert">
      <span>The run stopped: {reason}</span>
    </p>
  );
}
