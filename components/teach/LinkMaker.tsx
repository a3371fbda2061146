/** The island of the link maker: choose a figure, move its controls, copy. */
import { useEffect, useId, useMemo, useState } from 'react';
import type { Declaration } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { Controls } from '../figure/lab/Controls.tsx';
import { Hide } from './Hide.tsx';
import { addressOf, type Wanted } from './link.ts';
import { Made } from './Made.tsx';
import type { Offered } from './offered.ts';
import { Preview } from './Preview.tsx';
import { useDeclaration } from './useDeclaration.ts';

interface LinkMakerProps {
  readonly figures: readonly Offered[];
  /** Which is chosen first. */
  readonly first: number;
  /** Of the site: '/course/'. */
  readonly root: string;
}

export default function LinkMaker({ figures, first, root }: LinkMakerProps) {
  const [chosen, setChosen] = useState(first);
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const id = useId();
  const figure = figures[chosen]!;
  const pages = [...new Set(figures.map(({ page }) => page))];
  return (
    <div className="lab maker needs-script">
      <p className="choose">
        <label htmlFor={id}>Figure</label>{' '}
        <select
          id={id}
          value={chosen}
          disabled={!ready}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {pages.map((page) => (
            <optgroup key={page} label={page}>
              {figures.map(
                (each, i) =>
                  each.page === page && (
                    <option key={each.id} value={i}>
                      {each.label}: {each.title}
                    </option>
                  ),
              )}
            </optgroup>
          ))}
        </select>
      </p>
      {ready && <Loaded key={`${figure.slug}#${figure.id}`} figure={figure} root={root} />}
    </div>
  );
}

function Loaded({ figure, root }: { readonly figure: Offered; readonly root: string }) {
  const loaded = useDeclaration(`${root}declarations/${figure.experiment}.json`);
  switch (loaded.state) {
    case 'loading':
      return <p role="status">The controls of this figure are being fetched.</p>;
    case 'failed':
      return <p role="alert">This did not work: {loaded.reason}. Choose the figure again.</p>;
    case 'ready':
      return <Maker figure={figure} declaration={loaded.declaration} root={root} />;
  }
}

interface MakerProps {
  readonly figure: Offered;
  readonly declaration: Declaration;
  readonly root: string;
}

function Maker({ figure, declaration, root }: MakerProps) {
  const defaults = useMemo(() => defaultsOf(declaration.params), [declaration]);
  const [wanted, setWanted] = useState<Wanted>({
    settings: defaults,
    hide: [],
    run: false,
    present: false,
    place: 'chapter',
  });
  const change = (part: Partial<Wanted>) => setWanted((old) => ({ ...old, ...part }));
  const base = new URL(root, location.href).href;
  const link = addressOf(figure, declaration, wanted, base);
  const alone = addressOf(figure, declaration, { ...wanted, place: 'alone' }, base);
  const controls = {
    declaration,
    settings: wanted.settings,
    disabled: false,
    hidden: NOTHING,
    onChange: (values: Partial<Settings>) =>
      change({ settings: { ...wanted.settings, ...values } as Settings }),
  };
  const more = Object.values(declaration.params).some(({ menu }) => menu);
  return (
    <div className="sides">
      <div className="side">
        <Controls {...controls} menu={false} />
        {more && (
          <details>
            <summary>Further parameters</summary>
            <Controls {...controls} menu />
          </details>
        )}
        <Hide
          {...{ declaration, settings: wanted.settings, hidden: wanted.hide }}
          onChange={(hide) => change({ hide })}
        />
        <fieldset className="ticks">
          <legend>When it opens</legend>
          <label>
            <input
              type="checkbox"
              checked={wanted.present}
              onChange={(event) => change({ present: event.target.checked })}
            />{' '}
            in large type, for a projector
          </label>
          {declaration.clock && (
            <label>
              <input
                type="checkbox"
                checked={wanted.run}
                onChange={(event) => change({ run: event.target.checked })}
              />{' '}
              it runs when it comes into view
            </label>
          )}
          <label>
            <input
              type="checkbox"
              checked={wanted.place === 'alone'}
              onChange={(event) => change({ place: event.target.checked ? 'alone' : 'chapter' })}
            />{' '}
            alone, without its chapter
          </label>
        </fieldset>
        <Made {...{ declaration, link, alone }} />
      </div>
      <Preview address={alone} title={figure.title} />
    </div>
  );
}

const NOTHING: ReadonlySet<string> = new Set();
