/** Quality filters of the source's DataCollector, one after the other; the first that objects drops the document. */
import { qualityScore } from './modelFilter.ts';

export interface Thresholds {
  readonly minCharacters: number;
  readonly maxCharacters: number;
  readonly minWords: number;
  /** Least share of the letters that are a to z. */
  readonly minLatin: number;
  readonly maxEllipses: number;
  readonly maxCookies: number;
  /** Least score of the learned filter; without it that filter is not asked. */
  readonly minScore?: number;
}

/** As printed in the source. */
export const SOURCE_THRESHOLDS: Thresholds = {
  minCharacters: 100,
  maxCharacters: 100_000,
  minWords: 20,
  minLatin: 0.8,
  maxEllipses: 10,
  maxCookies: 5,
};

export const filterNames = [
  'too short',
  'too long',
  'too few words',
  'letters not Latin',
  'no function words',
  'ellipses',
  'cookies',
  'low score',
  'near-duplicate',
] as const;
export type FilterName = (typeof filterNames)[number];

/** What the filters look at. */
export interface Measures {
  readonly characters: number;
  readonly words: number;
  readonly letters: number;
  /** Share of the letters that are a to z; 0 where there is no letter. */
  readonly latin: number;
  readonly ellipses: number;
  readonly cookies: number;
  /** Different English function words of the eight below. */
  readonly functionWords: number;
  /** What the learned filter says. */
  readonly score: number;
}

/** Rae et al. 2021 (appendix A.1.1) ask a web page for at least two of these. [@rae2021] */
const FUNCTION_WORDS = ['the', 'be', 'to', 'of', 'and', 'that', 'have', 'with'];
const ENOUGH_FUNCTION_WORDS = 2;

const countOf = (text: string, part: string) => text.split(part).length - 1;
/** Words as the source counts them, and as it calls them tokens: whatever stands between spaces. */
export const spacedWords = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

export function measuresOf(text: string): Measures {
  const lower = text.toLowerCase();
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const words = new Set(lower.match(/[a-z]+/g));
  return {
    characters: Array.from(text).length,
    words: spacedWords(text).length,
    letters,
    latin: letters === 0 ? 0 : (lower.match(/[a-z]/g)?.length ?? 0) / letters,
    ellipses: text.match(/\.\.\.|…/g)?.length ?? 0,
    cookies: countOf(lower, 'cookie'),
    functionWords: FUNCTION_WORDS.filter((word) => words.has(word)).length,
    score: qualityScore(text),
  };
}

/**
 * The first filter that drops the text, or undefined if all let it pass. Where a bound is 0, a text without words or
 * without letters is dropped all the same.
 *
 * @param english also ask for function words
 */
export function objectionTo(
  { characters, words, letters, latin, ellipses, cookies, functionWords, score }: Measures,
  thresholds: Thresholds,
  english: boolean,
): FilterName | undefined {
  if (characters < thresholds.minCharacters) return 'too short';
  if (characters > thresholds.maxCharacters) return 'too long';
  if (words < Math.max(1, thresholds.minWords)) return 'too few words';
  if (letters === 0 || latin < thresholds.minLatin) return 'letters not Latin';
  if (english && functionWords < ENOUGH_FUNCTION_WORDS) return 'no function words';
  if (ellipses > thresholds.maxEllipses) return 'ellipses';
  if (cookies > thresholds.maxCookies) return 'cookies';
  if (thresholds.minScore !== undefined && score <= thresholds.minScore) return 'low score';
  return undefined;
}
