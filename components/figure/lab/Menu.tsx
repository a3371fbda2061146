/** What a figure offers beyond the parameters in sight: seed, further parameters, files, embedding, honesty. */
import { lazy, Suspense, useState } from 'react';
import { Controls, type ControlsProps } from './Controls.tsx';
import { DataTable } from './DataTable.tsx';
import { embedCode } from './describe.ts';
import type { FileKind } from './save.ts';
import type { Actions } from './useActions.ts';
import type { UseFullScreen } from './useFullScreen.ts';
import type { UseRun } from './useRun.ts';

/** Few open it; fewer keep models. */
const Models = lazy(() => import('./Models.tsx'));

interface MenuProps {
  readonly controls: Omit<ControlsProps, 'menu'>;
  readonly run: UseRun;
  readonly actions: Actions;
  readonly fullScreen: UseFullScreen;
  /** The page of the figure alone. */
  readonly embedUrl: string;
}

/** The words of the buttons that save. */
const FILES = { csv: 'CSV', svg: 'SVG', png: 'PNG' } as const;

export function Menu(props: MenuProps) {
  const { controls, run, actions, fullScreen, embedUrl } = props;
  const { declaration, settings, disabled } = controls;
  const [table, setTable] = useState(false);
  const [embed, setEmbed] = useState(false);
  return (
    <div className="more">
      <div className="more-panel">
        <Controls {...controls} menu />
        <div className="row">
          {'seed' in declaration.params && (
            <button type="button" disabled={disabled} onClick={actions.drawSeed}>
              New seed
            </button>
          )}
          <button type="button" disabled={disabled} onClick={actions.startOver}>
            Reset
          </button>
          {(Object.keys(FILES) as FileKind[]).map((kind) => (
            <button key={kind} type="button" disabled={disabled} onClick={() => actions.save(kind)}>
              {FILES[kind]}
            </button>
          ))}
          <button
            type="button"
            disabled={disabled}
            aria-expanded={table}
            onClick={() => {
              setTable(!table);
              if (!table) actions.fetchRows();
            }}
          >
            Data as a table
          </button>
          <button type="button" disabled={disabled} aria-expanded={embed} onClick={() => setEmbed(!embed)}>
            Embed
          </button>
          <button type="button" disabled={disabled} onClick={() => actions.present(fullScreen.toggle)}>
            {fullScreen.presenting ? 'Leave full screen' : 'Present'}
          </button>
        </div>
        {declaration.keeps && (
          <Suspense>
            <Models
              names={declaration.keeps}
              trained={run.trained}
              resumes={declaration.resumes === true}
              onOpen={run.resume}
            />
          </Suspense>
        )}
        {embed && (
          <label className="embed">
            To show this figure in another page:
            <textarea
              readOnly
              rows={3}
              value={embedCode(declaration, settings, embedUrl)}
              onFocus={(event) => event.target.select()}
            />
          </label>
        )}
        {table && run.rows && <DataTable declaration={declaration} rows={run.rows} />}
        {declaration.simplified.length > 0 && (
          <div className="simplified">
            <b>What was simplified</b>
            <ul>
              {declaration.simplified.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}
