/** Whether an answer to a question of the field test is right; runs in the page, without a network. */

/** An interval of answers, ends included. */
export type Interval = readonly [number, number];

export interface Key {
  readonly accepted: Interval;
  /** Answers of known mistakes, and what was misunderstood. */
  readonly mistakes: readonly { readonly answers: Interval; readonly because: string }[];
}

export type Judgement =
  | { readonly is: 'right' }
  | { readonly is: 'wrong'; readonly because?: string }
  | { readonly is: 'unreadable' };

const within = (value: number, [from, to]: Interval) => value >= from && value <= to;

/** A number as people write it: "1,200", "−0.5", "23 %", "$ 90,000", "0,25". */
export function numberIn(written: string): number | undefined {
  const plain = written.replace(/[\s\u00a0$%]/g, '').replace(/^[−–]/, '-').replace(/^\+/, ''); // prettier-ignore
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.'); // prettier-ignore
  return /^-?(\d+\.?\d*|\.\d+)$/.test(grouped) ? Number(grouped) : undefined;
}

export function judge({ accepted, mistakes }: Key, written: string): Judgement {
  const value = numberIn(written);
  if (value === undefined) return { is: 'unreadable' };
  if (within(value, accepted)) return { is: 'right' };
  const known = mistakes.find(({ answers }) => within(value, answers));
  return { is: 'wrong', ...(known && { because: known.because }) };
}

/** The key as the page holds it: not to be read in passing, and no secret. */
export const sealed = (key: Key): string => btoa(encodeURIComponent(JSON.stringify(key)));

export const opened = (seal: string): Key => JSON.parse(decodeURIComponent(atob(seal))) as Key;
