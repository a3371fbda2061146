/** What can be set: parameters as a declaration, and the settings that they allow. */

/** A parameter is offered only while another one has a given value; otherwise it is hidden and left out. */
export interface When {
  readonly param: string;
  readonly is: string | number;
}

interface ParamBase {
  readonly label: string;
  /** One sentence for the tooltip, the parameter table and `--help`. */
  readonly help: string;
  /** TeX, without dollar signs. */
  readonly symbol?: string;
  readonly when?: When;
  /** Kept in the figure's menu instead of in sight. */
  readonly menu?: true;
  /** In a menu of many: under which heading it stands. */
  readonly group?: string;
  /** Earlier names, which old links still use. */
  readonly formerly?: readonly string[];
}

/** Legal values are min, min + step, … max. */
export interface NumberParam extends ParamBase {
  readonly kind: 'number';
  readonly unit?: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly default: number;
}

export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice';
  /** value → label */
  readonly choices: Readonly<Record<string, string>>;
  readonly default: string;
  /** A card of a deck: its other choices are dealt one card after the other, and this one means that it is not decided. */
  readonly undecided?: string;
}

export interface TextParam extends ParamBase {
  readonly kind: 'text';
  readonly maxLength: number;
  /** It may have several lines: so many are in sight. */
  readonly lines?: number;
  readonly default: string;
  /** Another value, with which the history changes. */
  readonly example: string;
}

export type Param = NumberParam | ChoiceParam | TextParam;
export type Params = Readonly<Record<string, Param>>;

type ValueOf<T extends Param> = T extends NumberParam
  ? number
  : T extends ChoiceParam
    ? keyof T['choices'] & string
    : string;
export type SettingsOf<P extends Params> = { readonly [K in keyof P]: ValueOf<P[K]> };
export type Settings = Readonly<Record<string, number | string>>;
