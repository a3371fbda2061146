/** Which pages of the course exist, and what the shell needs to know of them. */
import { getCollection, type CollectionEntry } from 'astro:content';

export type Page = CollectionEntry<'docs'>;

const pages = await getCollection('docs');
const bySlug = new Map(pages.map((page) => [page.id, page]));

export const pageOf = (slug: string): Page | undefined => bySlug.get(slug);
export const exists = (slug: string): boolean => bySlug.has(slug);

const WORDS_A_MINUTE = 200;
const MINUTES_A_FIGURE = 2;

/** Minutes to read a page and use its figures, from its source; what is folded for readers who want more is left out. */
export function readingTime(body: string): number {
  const figures = body.match(/<(?:Lab|SpeedUp|Dashboard)\b/g)?.length ?? 0;
  const prose = body
    .replace(/<Further\b[\s\S]*?<\/Further>/g, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
    .replace(/<[^>]+>/g, ' ');
  const words = prose.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / WORDS_A_MINUTE + figures * MINUTES_A_FIGURE));
}

/** Components that set formulas without a dollar sign in the page's source. */
const FORMULAS =
  /\$|<(?:Equation|Where|Param|ParamTable|ExperimentIndex|Symbols|OtherNames|QuestionList|AnswerList)\b/;

/** Whether a page needs KaTeX's style. The home page, which has no source, shows the map of the stages and what they optimise. */
export const hasFormulas = ({ body, data }: Pick<Page, 'body' | 'data'>): boolean =>
  data.template === 'splash' || FORMULAS.test(body ?? '');

/** Whether a page holds answers that paper keeps closed. */
export const hasAnswers = ({ body }: Pick<Page, 'body'>): boolean => /<(?:Quiz|Exercise)\b/.test(body ?? '');
