/** What a figure offers beyond the parameters in sight: seed, further parameters, files, embedding, honesty. */
import { lazy, Suspense, useState } from 'react';
import { Controls, type ControlsProps } from './Controls.tsx';
import { DataTable } from './DataTable.tsx';
import { Groups } from './Groups.tsx';
import { grouped } from './hash.ts';
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
}

/** The words of the buttons that save. */
const FILES = { csv: 'CSV', svg: 'SVG', png: 'PNG' } as const;

export function Menu(props: MenuProps) {
  const { controls, run, actions, fullScreen } = props;
  const { declaration, disabled } = controls;
  const { drawn } = run;
  const hash = run.state === 'done' ? drawn.finished?.hash : undefined;
  const [table, setTable] = useState(false);
  const models = declaration.keeps && (
    <Suspense>
      <Models
        names={declaration.keeps}
        trained={drawn.trained}
        origin={{
          experiment: declaration.id,
          settings: drawn.settings,
          hash: drawn.finished?.hash,
        }}
        resumes={declaration.resumes === true}
        onOpen={run.resume}
      />
    </Suspense>
  );
  const notes = (
    <>
      {hash !== undefined && (
        <p>
          Hash of all rows: <span className="hash">{grouped(hash)}</span>
        </p>
      )}
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
    </>
  );
  return (
    <>
      {declaration.groups ? (
        <Groups {...controls} groups={declaration.groups}>
          {models}
          {notes}
        </Groups>
      ) : (
        <Controls {...controls} menu />
      )}
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
        <button type="button" disabled={disabled} onClick={() => actions.present(fullScreen.toggle)}>
          {fullScreen.presenting ? 'Leave full screen' : 'Present'}
        </button>
      </div>
      {!declaration.groups && models}
      {table && drawn.rows && <DataTable declaration={declaration} rows={drawn.rows} />}
      {!declaration.groups && notes}
    </>
  );
}
