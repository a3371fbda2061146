/** The equations with numbers that stand in a sentence, "5.28 / 3.27 = 1.6147", computed again. */
import { runInNewContext } from 'node:vm';

export interface Equation {
  /** As it is written. */
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Half of a unit of the last digit that is printed. */
  readonly slack: number;
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`;
/** What may stand left of the sign: numbers, their operations and brackets, exp and ln. */
const LEFT = new RegExp(String.raw`(?:exp\(|ln\(|${NUMBER}|[-−+·/^() ])+$`);
const RIGHT = new RegExp(String.raw`^\s*(−?${NUMBER})(\s?%)?`);

const FUNCTIONS = { exp: Math.exp, ln: Math.log } as const;

function worth(written: string): number | undefined {
  const code = written
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replaceAll('−', '-')
    .replaceAll('·', '*')
    .replaceAll('^', '**');
  try {
    const value: unknown = runInNewContext(code, FUNCTIONS);
    return typeof value === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The longest end of a text that can be computed and holds an operation: words before it stay out. */
function expressionAt(end: string): { text: string; value: number } | undefined {
  const [candidate = ''] = LEFT.exec(end) ?? [];
  for (let from = 0; from < candidate.length; from++) {
    const text = candidate.slice(from).trim();
    if (!/^[\d(−eln]/.test(text) || /[\d.,]/.test(candidate[from - 1] ?? '')) continue;
    if (!/\d\)? ?[-−+·/^]|exp\(|ln\(/.test(text)) continue;
    const value = worth(text);
    if (value !== undefined && Number.isFinite(value)) return { text, value };
  }
  return undefined;
}

export function equationsIn(sentence: string): Equation[] {
  const plain = sentence.replace(/`[^`]*`|\$[^$]*\$/g, ' ; ');
  return [...plain.matchAll(/=/g)].flatMap(({ index }): Equation[] => {
    const expression = expressionAt(plain.slice(0, index).trimEnd());
    const right = RIGHT.exec(plain.slice(index + 1));
    if (!expression || !right) return [];
    const [all, digits = '', percent] = right;
    const decimals = /\.(\d+)/.exec(digits)?.[1]?.length ?? 0;
    const unit = percent === undefined ? 1 : 0.01;
    return [
      {
        text: `${expression.text} = ${all.trim()}`,
        left: expression.value,
        right: worth(digits)! * unit,
        slack: 0.5000001 * 10 ** -decimals * unit,
      },
    ];
  });
}
