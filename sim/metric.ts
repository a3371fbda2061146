/** What a number in a row means: its name, its unit, how it is written. */

/** One hue a metric family (see the tokens of the look); a metric without one is drawn in ink. */
export type Hue = 'loss' | 'margin' | 'reward' | 'kl' | 'gold' | 'proxy';

export interface Metric {
  readonly label: string;
  readonly symbol?: string;
  /** 'nats', 'logits', 'share' … or '' for a pure number. */
  readonly unit: string;
  readonly help: string;
  readonly hue?: Hue;
  /** Decimals shown in headers and tables. */
  readonly digits: number;
  /** For a metric that is a category: the value is an index into these names. */
  readonly names?: readonly string[];
  /** The value is a text: an answer, a token, a document. */
  readonly text?: true;
  /** A bibliography key. */
  readonly cite?: string;
}

export const nats = (help: string, label: string) => ({ label, unit: 'nats', help, digits: 3 }) as const;

export const share = (help: string, label: string) => ({ label, unit: 'share', help, digits: 2 }) as const;
