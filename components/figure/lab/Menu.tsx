/** What a figure offers beyond the parameters in sight: seed, further parameters, files, embedding, honesty. */
import { useState, type ReactNode } from 'react';
import type { Declaration, Row } from '../../../sim/experiment.ts';
import { DataTable } from './DataTable.tsx';

interface MenuProps {
  readonly declaration: Declaration;
  readonly disabled: boolean;
  readonly controls: ReactNode;
  /** Saving models and going on from one, where the experiment trains any. */
  readonly models: ReactNode;
  readonly embedCode: string;
  readonly presenting: boolean;
  readonly rows: readonly Row[] | undefined;
  onReset(): void;
  onNewSeed(): void;
  onCsv(): void;
  onSvg(): void;
  onPng(): void;
  onTable(): void;
  onPresent(): void;
}

export function Menu(props: MenuProps) {
  const { declaration, disabled } = props;
  const [table, setTable] = useState(false);
  const [embed, setEmbed] = useState(false);
  return (
    <div className="more">
      <div className="more-panel">
        {props.controls}
        <div className="row">
          {'seed' in declaration.params && (
            <button type="button" disabled={disabled} onClick={props.onNewSeed}>
              New seed
            </button>
          )}
          <button type="button" disabled={disabled} onClick={props.onReset}>
            Reset
          </button>
          <button type="button" disabled={disabled} onClick={props.onCsv}>
            CSV
          </button>
          <button type="button" disabled={disabled} onClick={props.onSvg}>
            SVG
          </button>
          <button type="button" disabled={disabled} onClick={props.onPng}>
            PNG
          </button>
          <button
            type="button"
            disabled={disabled}
            aria-expanded={table}
            onClick={() => {
              setTable(!table);
              if (!table) props.onTable();
            }}
          >
            Data as a table
          </button>
          <button type="button" disabled={disabled} aria-expanded={embed} onClick={() => setEmbed(!embed)}>
            Embed
          </button>
          <button type="button" disabled={disabled} onClick={props.onPresent}>
            {props.presenting ? 'Leave full screen' : 'Present'}
          </button>
        </div>
        {props.models}
        {embed && (
          <label className="embed">
            To show this figure in another page:
            <textarea readOnly rows={3} value={props.embedCode} onFocus={(event) => event.target.select()} />
          </label>
        )}
        {table && props.rows && <DataTable declaration={declaration} rows={props.rows} />}
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
