/** The map of the course: every page in reading order. */
import { addressOf } from '../components/text/site.ts';

export { WAYS } from '../components/text/ways.ts';

export interface Entry {
  readonly slug: string;
  readonly title: string;
  readonly number?: number;
}

export interface Part {
  readonly title: string;
  readonly about: string;
  readonly entries: readonly Entry[];
}

const numbered = (first: number, list: readonly (readonly [string, string])[]): Entry[] =>
  list.map(([slug, title], i) => ({ slug, title, number: first + i }));

export const PARTS: readonly Part[] = [
  {
    title: 'Part 1',
    about: 'From text to a reward model',
    entries: [
      ...numbered(1, [
        ['part-1/pipeline', 'Why several stages'],
        ['part-1/data', 'Data'],
        ['part-1/tokenization', 'Tokenization'],
        ['part-1/pretraining', 'Pretraining'],
        ['part-1/scaling-training', 'Scaling training'],
        ['part-1/sft', 'Supervised fine-tuning'],
        ['part-1/reward-model', 'The reward model'],
      ]),
      { slug: 'part-1/reward-model-use', title: 'What a reward model likes' },
      ...numbered(8, [
        ['part-1/elo', 'Elo'],
        ['part-1/integration', 'Integration'],
      ]),
    ],
  },
  {
    title: 'Part 2',
    about: 'From a reward model to an assistant',
    entries: [
      ...numbered(10, [['part-2/ppo', 'PPO']]),
      { slug: 'part-2/kl', title: 'The KL penalty, exactly' },
      ...numbered(11, [['part-2/responses', 'Eight answers, before and after']]),
      { slug: 'part-2/challenges', title: 'What goes wrong: an overview' },
      ...numbered(12, [
        ['part-2/annotation-quality', 'Annotation quality'],
        ['part-2/reward-hacking', 'Reward hacking'],
        ['part-2/distribution-shift', 'Distribution shift'],
        ['part-2/scalability', 'What labels cost'],
        ['part-2/evaluation', 'Evaluation'],
        ['part-2/pipeline', 'The whole pipeline'],
        ['part-2/alternatives', 'Alternatives: best-of-n, DPO, GRPO'],
      ]),
      { slug: 'part-2/dpo', title: 'Learning from pairs: DPO' },
      ...numbered(19, [['part-2/production', 'Production']]),
      { slug: 'part-2/diagnosis', title: 'Six broken runs' },
    ],
  },
  {
    title: 'Applications',
    about: 'Two case studies and the scenarios',
    entries: numbered(20, [
      ['applications/adverse-events', 'Discovering an adverse event'],
      ['applications/drug-interactions', 'Drug interactions'],
      ['applications/formulary', 'Scenarios by topic'],
    ]),
  },
  {
    title: 'Laboratory',
    about: 'Every parameter, live',
    entries: numbered(23, [
      ['lab/train', 'Train the pipeline'],
      ['lab/planner', 'Plan a project'],
      ['lab/dashboard', 'Dashboard'],
    ]),
  },
  {
    title: 'Teaching',
    about: 'For lecturers',
    entries: [
      { slug: 'teach/guide', title: 'Teaching guide' },
      { slug: 'teach/slides', title: 'Slides and links' },
      { slug: 'teach/assessment', title: 'Tasks and rubric' },
      { slug: 'teach/study', title: 'Study questions' },
      { slug: 'teach/field-test', title: 'Field test' },
      { slug: 'teach/questions', title: 'Question bank' },
      { slug: 'teach/answers', title: 'Answers' },
      { slug: 'teach/extend', title: 'Extend the course' },
      { slug: 'teach/help', title: 'When something does not work' },
    ],
  },
  {
    title: 'Reference',
    about: 'To look things up',
    entries: [
      { slug: 'reference/experiments', title: 'Experiments' },
      { slug: 'reference/notation', title: 'Notation' },
      { slug: 'reference/glossary', title: 'Glossary' },
      { slug: 'reference/references', title: 'References' },
      { slug: 'reference/errata', title: 'Errata' },
      { slug: 'reference/measurements', title: 'Measurements' },
      { slug: 'reference/reproducibility', title: 'Reproducibility' },
      { slug: 'reference/about', title: 'About the course' },
      { slug: 'reference/changes', title: 'Changes' },
      { slug: 'reference/accessibility', title: 'Accessibility' },
      { slug: 'reference/offline', title: 'Offline' },
    ],
  },
];

const entries = PARTS.flatMap((part) => part.entries);

/** The 19 chapters of the two parts, in order: the cells of the ruler. Pages between them have no number. */
export const CHAPTERS: readonly Entry[] = PARTS.slice(0, 2)
  .flatMap((part) => part.entries)
  .filter(({ number }) => number !== undefined);

/** The bands of the chapter ruler, by first and last chapter. Chapter 1 stands before the stages. */
export const STAGES = [
  { title: '', first: 1, last: 1 },
  { title: 'Pretrain', first: 2, last: 5 },
  { title: 'SFT', first: 6, last: 6 },
  { title: 'Reward model', first: 7, last: 9 },
  { title: 'PPO and after', first: 10, last: 19 },
] as const;

/** What a reader can do afterwards, each with the section that teaches it. */
export const OUTCOMES = [
  {
    kind: 'Concepts',
    can: 'Say what each stage learns from, and what it leaves to the next.',
    slug: 'part-1/pipeline',
    section: 'sec-stages',
  },
  {
    kind: 'Mathematics',
    can: 'Derive the loss of a preference pair and its gradient, and follow one pair by hand.',
    slug: 'part-1/reward-model',
    section: 'sec-worked',
  },
  {
    kind: 'Practice',
    can: 'Train all four stages with parameters of your own, and tell what went wrong.',
    slug: 'lab/train',
    section: 'sec-try',
  },
  {
    kind: 'In the pharmacy',
    can: 'Ask a model about every kidney function, and see where it is sure and wrong.',
    slug: 'part-1/pipeline',
    section: 'sec-changed',
  },
  {
    kind: 'Judgement',
    can: 'Read six runs that went wrong, and name and mend the cause.',
    slug: 'part-2/diagnosis',
    section: 'sec-causes',
  },
] as const;

/** The entry with this slug. @throws if the course has no such page */
export function entryOf(slug: string): Entry {
  const entry = entries.find((candidate) => candidate.slug === slug);
  if (!entry)
    throw new Error(`no page "${slug}" in src/course.ts; it lists ${entries.map((e) => e.slug).join(', ')}`);
  return entry;
}

/** The pages before and after this one among those that exist. */
export function neighboursOf(
  slug: string,
  exists: (slug: string) => boolean,
): { previous?: Entry; next?: Entry } {
  const pages = entries.filter((entry) => entry.slug === slug || exists(entry.slug));
  const at = pages.findIndex((entry) => entry.slug === slug);
  const previous = at > 0 ? pages[at - 1] : undefined;
  const next = at >= 0 ? pages[at + 1] : undefined;
  return { ...(previous && { previous }), ...(next && { next }) };
}

/** "7 The reward model", or the title alone. The number stays on the line of its title. */
export const nameOf = ({ number, title }: Entry): string => (number ? `${number}\u00a0${title}` : title);

/** An address inside the site. */
export const href = (slug: string): string => addressOf(slug && `${slug}/`);
