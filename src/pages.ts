/** Which pages of the course exist, and what the shell needs to know of them. */
import { getCollection, type CollectionEntry } from 'astro:content';

export { readingTime } from '../components/text/readingTime.ts';

export type Page = CollectionEntry<'docs'>;

const pages = await getCollection('docs');
const bySlug = new Map(pages.map((page) => [page.id, page]));

export const pageOf = (slug: string): Page | undefined => bySlug.get(slug);
export const exists = (slug: string): boolean => bySlug.has(slug);

/** Components that set formulas without a dollar sign in the page's source. */
const FORMULAS =
  /\$|<(?:Equation|Where|Param|ParamTable|ExperimentIndex|Symbols|Conventions|SourceWords|OtherNames|Errata|NotReproduced|QuestionList|AnswerList|StudyQuestions)\b/;

/** Whether a page needs KaTeX's style. The home page, which has no source, shows the map of the stages and what they optimise. */
export const hasFormulas = ({ body, data }: Pick<Page, 'body' | 'data'>): boolean =>
  data.template === 'splash' || FORMULAS.test(body ?? '');

/** Whether a page holds answers that paper keeps closed. */
export const hasAnswers = ({ body }: Pick<Page, 'body'>): boolean => /<(?:Quiz|Exercise)\b/.test(body ?? '');
