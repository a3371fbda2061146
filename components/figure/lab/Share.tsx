/** Links to a figure with its settings, and the code that shows it in another page. */
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { embedCode, linkTo, type LinkKind } from './describe.ts';
import type { Actions } from './useActions.ts';

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
  const code = embedCode(declaration, settings, embedUrl);
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
      </ul>
      <label className="embed">
        To show this figure in another page:
        <textarea readOnly rows={3} value={code} onFocus={(event) => event.target.select()} />
      </label>
      <button type="button" onClick={() => actions.copy(code, 'Code copied.')}>
        Copy embed code
      </button>
    </>
  );
}
