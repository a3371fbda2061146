/** Which pages to read, for whom. */

/** Four ways through the course. Each starts at a page that exists. */
export const WAYS: readonly {
  readonly who: string;
  readonly start: string;
  readonly then: readonly string[];
}[] = [
  {
    who: 'a pharmacy student',
    start: 'part-1/pipeline',
    then: [
      'part-1/sft',
      'part-1/reward-model',
      'part-2/reward-hacking',
      'part-2/evaluation',
      'applications/adverse-events',
    ],
  },
  {
    who: 'a lecturer',
    start: 'part-1/reward-model',
    then: ['lab/train', 'part-2/pipeline', 'teach/guide', 'teach/slides', 'reference/errata'],
  },
  {
    who: 'an engineer',
    start: 'part-1/pretraining',
    then: ['part-1/reward-model', 'part-2/ppo', 'part-2/alternatives', 'lab/train', 'lab/planner'],
  },
  {
    who: 'a researcher',
    start: 'part-2/reward-hacking',
    then: ['part-2/ppo', 'part-2/annotation-quality', 'part-2/distribution-shift', 'reference/measurements'],
  },
];
