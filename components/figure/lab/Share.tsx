/** Links to a figure with its settings, also as a QR code, and the code that shows it in another page. */
import { lazy, Suspense, useState } from 'react';
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { embedCode, linkTo, queryOf, type LinkKind } from './describe.ts';
import type { Actions } from './useActions.ts';

/** Few open it, and it brings an encoder. */
const QrCode = lazy(() => import('../../qr/QrCode.tsx'));

interface ShareProps {
  readonly declaration: Declaration;
  readonly settings: Settings;
  readonly figureId: string;
  readonly actions: Actions;
  /** The page of the figure alone. */
  readonly embedUrl: string;
  /** A trained figure: a link can ask that it is run. */
  readonly runs: boolean;
}

const WORDS: Readonly<Record<LinkKind, readonly [label: string, about: string]>> = {
  short: ['Copy link', 'what differs from the defaults'],
  result: ['Copy link with result', 'it runs when the figure comes into view'],
  whole: ['Copy link with all settings', 'also if a default should change one day'],
};

export function Share({ declaration, settings, figureId, actions, embedUrl, runs }: ShareProps) {
  const [qr, setQr] = useState(false);
  const alone = new URL(embedUrl + queryOf(declaration, settings), location.href).href;
  const code = embedCode(declaration, alone);
  const kinds: readonly LinkKind[] = runs ? ['short', 'result', 'whole'] : ['short', 'whole'];
  return (
    <>
      <ul className="links">
        {kinds.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              onClick={() => actions.copy(linkTo(kind, declaration, settings, figureId), 'Link copied.')}
            >
              {WORDS[kind][0]}
            </button>{' '}
            <span className="unit">{WORDS[kind][1]}</span>
          </li>
        ))}
        <li>
          <button type="button" aria-expanded={qr} onClick={() => setQr(!qr)}>
            QR code
          </button>{' '}
          <span className="unit">of the first link, for a slide or a sheet of paper</span>
        </li>
      </ul>
      {qr && (
        <Suspense>
          <QrCode
            address={linkTo('short', declaration, settings, figureId)}
            name={declaration.id}
            onSaid={actions.tell}
          />
        </Suspense>
      )}
      <label className="embed">
        To show this figure in another page:
        <textarea readOnly rows={4} value={code} onFocus={(event) => event.target.select()} />
      </label>
      <button type="button" onClick={() => actions.copy(code, 'Code copied.')}>
        Copy embed code
      </button>
    </>
  );
}
