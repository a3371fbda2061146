/** Settings in words, the address that holds them, and the code that embeds a figure. */
import type { Declaration, Row } from '../../../sim/experiment.ts';
import type { Param, Params, Settings } from '../../../sim/param.ts';
import { applies, encode } from '../../../sim/settings.ts';
import { withMinus } from '../../writing.ts';
import { quoted } from './quoted.ts';
import { symbolParts } from './symbol.tsx';

const shortOf = (param: Param) => (param.symbol ? symbolParts(param.symbol).base : param.label);

/** "β"; or "Pretraining α", where several stages have an α. */
function nameOf(params: Params, param: Param): string {
  const short = shortOf(param);
  const isShared = Object.values(params).filter((other) => shortOf(other) === short).length > 1;
  return isShared && param.group !== undefined ? `${param.group} ${short}` : short;
}

/** "η = 0.3, update = as in the source": where `a` differs from `b`. */
export function differences({ params }: Pick<Declaration, 'params'>, a: Settings, b: Settings): string {
  return Object.entries(params)
    .filter(([name]) => a[name] !== b[name] && applies(params, name, a))
    .map(([name, param]) => {
      const value = a[name]!;
      const text = param.kind === 'choice' ? param.choices[value]! : withMinus(value);
      return `${nameOf(params, param)} = ${quoted(text)}`;
    })
    .join(', ');
}

/** What an address asks of a figure beside its settings (address.ts). */
export interface Wishes {
  /** Names of parameters whose controls are hidden. */
  readonly hide?: readonly string[];
  readonly run?: boolean;
  readonly present?: boolean;
  /** Every setting, not only what differs from the defaults. */
  readonly whole?: boolean;
}

/** `?ID.param=value&hide=a,b&run=1&present=1`, or nothing. */
export function queryOf(
  { id, params }: Pick<Declaration, 'id' | 'params'>,
  settings: Settings,
  wishes: Wishes = {},
): string {
  const { hide = [], run = false, present = false, whole = false } = wishes;
  const query = [
    encode(id, params, settings, '', whole),
    hide.length > 0 ? `hide=${hide.join(',')}` : '',
    run ? 'run=1' : '',
    present ? 'present=1' : '',
  ];
  const asked = query.filter(Boolean).join('&');
  return asked && `?${asked}`;
}

export type LinkKind = 'short' | 'result' | 'whole';

/** The address of this very figure: what differs from the defaults, the same and run at once, or every setting. */
export function linkTo(
  kind: LinkKind,
  declaration: Pick<Declaration, 'id' | 'params'>,
  settings: Settings,
  figureId: string,
): string {
  const query = queryOf(declaration, settings, { run: kind === 'result', whole: kind === 'whole' });
  return `${location.origin}${location.pathname}${query}#${figureId}`;
}

/** A figure alone is at most so high at the width of a slide; where the page around it listens, it is as high as it is. */
const EMBED_HEIGHT = 800;

/** Sets the height of every frame whose figure tells it (useHeight.ts). */
const LISTENER =
  '<script>addEventListener("message", ({ data, source }) => { if (data?.type === "lab:height") for (const frame of document.querySelectorAll("iframe")) if (frame.contentWindow === source) frame.height = data.height; });</script>';

/** What another page needs to show a figure. A frame that may run scripts and nothing else is enough. */
export function embedCode({ title }: Pick<Declaration, 'title'>, address: string): string {
  const [src, named] = [address, title].map((text) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  );
  return `<iframe src="${src}" title="${named}" width="100%" height="${EMBED_HEIGHT}" sandbox="allow-scripts" loading="lazy" style="border: 0"></iframe>\n${LISTENER}`;
}

/** Rows up to the step shown, with whatever else was yielded before the next one. */
export function upTo(rows: readonly Row[], clockSeries: string | undefined, at: number): readonly Row[] {
  if (!clockSeries || at === Infinity) return rows;
  let seen = -1;
  const end = rows.findIndex((row) => row.series === clockSeries && ++seen > at);
  return end < 0 ? rows : rows.slice(0, end);
}
