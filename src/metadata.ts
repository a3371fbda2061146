/** What catalogues (schema.org) and citation managers (Highwire tags) read of a page. */
import { AUTHOR, BUILD, LICENCE, TITLE } from './colophon.ts';

export interface Described {
  /** '' is the course itself. */
  readonly slug: string;
  readonly url: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly chapter: number | undefined;
  readonly goals: readonly string[];
  readonly minutes: number;
  /** The day on which its text last changed. */
  readonly changed: string | undefined;
  /** Address of its picture. */
  readonly image: string;
}

/** A page as its course lists it. */
export type Listed = Pick<Described, 'url' | 'title' | 'minutes'>;

export interface Course {
  readonly url: string;
  readonly description: string;
  /** All pages, in order. */
  readonly pages: readonly Listed[];
}

/** Folder of a page → what kind of resource it is. */
const KINDS: Readonly<Record<string, string>> = {
  'part-1': 'lesson',
  'part-2': 'lesson',
  applications: 'case study',
  lab: 'simulation',
  teach: 'teaching material',
  reference: 'reference work',
};

/** Name and content of each meta element. */
export function citationOf({ url, title, chapter }: Described): [name: string, content: string][] {
  return [
    ['citation_title', title],
    ['citation_author', AUTHOR],
    ...(chapter === undefined ? [] : [['citation_inbook_title', TITLE] satisfies [string, string]]),
    ...(BUILD.date
      ? [['citation_publication_date', BUILD.date.replaceAll('-', '/')] satisfies [string, string]]
      : []),
    ['citation_language', 'en'],
    ['citation_public_url', url],
  ];
}

const organisation = { '@type': 'Organization', name: AUTHOR };

/** ISO 8601, as schema.org has durations. */
const duration = (minutes: number) => `PT${minutes}M`;

/** What holds for the course and for each of its pages. */
const COMMON = {
  author: organisation,
  publisher: organisation,
  inLanguage: 'en',
  isAccessibleForFree: true,
  license: LICENCE.text.url,
  version: BUILD.version,
  educationalLevel: 'university',
  educationalUse: 'self-study',
  audience: { '@type': 'EducationalAudience', educationalRole: 'student' },
  interactivityType: 'mixed',
  accessMode: ['textual', 'visual'],
  accessModeSufficient: [{ '@type': 'ItemList', itemListElement: ['textual'] }],
  accessibilityFeature: ['alternativeText', 'displayTransformability', 'MathML', 'structuralNavigation'],
  accessibilityControl: ['fullKeyboardControl', 'fullMouseControl', 'fullTouchControl'],
};

const idOf = (course: Course) => `${course.url}#course`;

function courseData({ description, goals, image }: Described, course: Course): object {
  const whole = duration(course.pages.reduce((sum, { minutes }) => sum + minutes, 0));
  return {
    '@type': ['Course', 'LearningResource'],
    '@id': idOf(course),
    name: TITLE,
    description,
    url: course.url,
    provider: { ...organisation, url: course.url },
    teaches: goals,
    learningResourceType: 'course',
    timeRequired: whole,
    hasCourseInstance: { '@type': 'CourseInstance', courseMode: 'online', courseWorkload: whole },
    offers: { '@type': 'Offer', category: 'Free', price: 0, priceCurrency: 'EUR' },
    dateModified: BUILD.date || undefined,
    image,
    hasPart: course.pages.map(({ url, title, minutes }, i) => ({
      '@type': 'LearningResource',
      '@id': url,
      name: title,
      url,
      position: i + 1,
      timeRequired: duration(minutes),
    })),
  };
}

function pageData(page: Described, course: Course): object {
  const { slug, url, title, description, goals, minutes, changed, image } = page;
  const at = course.pages.findIndex((listed) => listed.url === url);
  return {
    '@type': 'LearningResource',
    '@id': url,
    name: title,
    description,
    url,
    isPartOf: { '@type': 'Course', '@id': idOf(course), name: TITLE, description: course.description, url: course.url, provider: organisation }, // prettier-ignore
    position: at < 0 ? undefined : at + 1,
    teaches: goals.length > 0 ? goals : undefined,
    learningResourceType: KINDS[slug.split('/')[0]!] ?? 'web page',
    timeRequired: duration(minutes),
    dateModified: (changed ?? BUILD.date) || undefined,
    image,
  };
}

/** JSON-LD, safe inside a script element. */
export function structuredDataOf(page: Described, course: Course): string {
  const own = page.slug === '' ? courseData(page, course) : pageData(page, course);
  return JSON.stringify({ '@context': 'https://schema.org', ...COMMON, ...own }).replaceAll('<', '\\u003c');
}
