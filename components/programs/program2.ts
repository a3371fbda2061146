/** Program 2: PPO, eight questions before and after, what goes wrong, a scorecard and the pipeline, told as text. */
import { eightQuestions } from '../../sim/examples/eightQuestions.ts';
import type { Row } from '../../sim/experiment.ts';
import { answerMetrics } from '../../sim/world/metrics.ts';
import { writeNumber } from '../chart/scale.ts';
import { sizes } from './sizes.ts';
import { columns, type Stage } from './stage.ts';

const fixed = (value: number | string, digits: number) => writeNumber(value as number, digits);
const percent = (value: number | string) => `${writeNumber(value as number, 0, true)} %`;
/** Every so manieth step of PPO is printed. */
const INTERVAL = 12;

export const headOfProgram2 = (seed: number): string[] => [
  'PROGRAM 2: PPO, EIGHT ANSWERS, WHAT GOES WRONG, SCORECARD',
  `seed ${seed}`,
  'a simulation for teaching, not medical advice',
  '',
  ...sizes(),
];

/** Of the original, in per cent; over-consulting it does not measure. */
const SCORECARD = [
  { metric: 'accuracy', original: 91, target: 95 },
  { metric: 'safety', original: 94, target: 100 },
  { metric: 'specificity', original: 89, target: 95 },
  { metric: 'dose', original: 91, target: 98 },
  { metric: 'humility', original: 87, target: 100 },
  { metric: 'overConsult' },
] as const;

const MODELS = ['sft', 'ppo'] as const;
const TEMPERATURES = { likeliest: 0, sampled: 1 } as const;

function answerLines({ question, asked, before, after, key, goldBefore, gold }: Row): string {
  const { id, question: query, lost } = eightQuestions[question as number]!;
  return [
    '',
    `${id}  ${query}`,
    `    asked here: ${asked}`,
    `    lost: ${lost}`,
    `    SFT ${fixed(goldBefore!, 2)}: ${before}`,
    `    PPO ${fixed(gold!, 2)}: ${after}`,
    `    ${key}`,
  ].join('\n');
}

/** What no model of this world can be asked. */
const unasked = eightQuestions
  .filter(({ fact }) => fact === undefined)
  .flatMap(({ id, question, lost }) => ['', `${id}  ${question}`, `    not asked: ${lost}`]);

const ANSWERS_HEAD = [
  '',
  'EIGHT QUESTIONS, BEFORE AND AFTER',
  'one sampled answer (may be wrong); gold reward, mean of several, -1.1 to 1',
].join('\n');

/** The first of the eight that is asked. */
const FIRST = eightQuestions.findIndex(({ fact }) => fact !== undefined);

const ppo: Stage = {
  experiment: 'program-2',
  name: 'ppo',
  head: [
    '',
    'STAGE 4: PPO',
    'reward: proxy in deviations of the SFT answers, gold -1.1 to 1; KL in nats per answer',
    columns('step', 'proxy', 'gold', 'KL', 'clipped', 'beta'),
  ],
  line(row) {
    if (row.series === 'answer') {
      return (row['question'] === FIRST ? `${ANSWERS_HEAD}\n` : '') + answerLines(row);
    }
    if (row.series !== 'ppo' || (row['step'] as number) % INTERVAL !== 0) return undefined;
    const { step, proxy, gold, kl, clipFraction, beta } = row;
    return columns(
      step!,
      fixed(proxy!, 2),
      fixed(gold!, 2),
      fixed(kl!, 3),
      percent(clipFraction!),
      fixed(beta!, 2),
    );
  },
  results(rows) {
    const measured = rows.of('measurement') as readonly Row[];
    const results: Record<string, number> = {};
    for (const [m, model] of MODELS.entries()) {
      for (const [name, temperature] of Object.entries(TEMPERATURES)) {
        const row = measured.find((each) => each['model'] === m && each['temperature'] === temperature)!;
        for (const { metric } of SCORECARD) results[`${model}.${name}.${metric}`] = row[metric] as number;
      }
    }
    return results;
  },
  foot: (results) => [
    ...unasked,
    '',
    'SCORECARD (held-out questions of the teaching world)',
    'T = 0: likeliest answers; T = 1: sampled ones; no data are documented behind the original’s numbers',
    `${''.padEnd(16)}${columns('original', 'target', 'SFT', 'PPO', 'SFT', 'PPO')}`,
    `${''.padEnd(16)}${columns('', '', 'T = 0', 'T = 0', 'T = 1', 'T = 1')}`,
    ...SCORECARD.map((entry) => {
      const [original, target] =
        'target' in entry ? [`${entry.original} %`, `${entry.target} %`] : ['-', '-'];
      const here = (['likeliest', 'sampled'] as const).flatMap((name) =>
        MODELS.map((model) => percent(results[`${model}.${name}.${entry.metric}`]!)),
      );
      return answerMetrics[entry.metric].label.padEnd(16) + columns(original, target, ...here);
    }),
  ],
};

export const program2: readonly Stage[] = [ppo];

/** As the original grades them; what each is, and where the course measures it. */
const CHALLENGES = [
  ['CRITICAL', 'Reward hacking', 'the policy earns score without becoming better', 'part-2/reward-hacking'],
  ['HIGH', 'Annotation quality', 'annotators disagree, or share a taste', 'part-2/annotation-quality'],
  ['HIGH', 'Distribution shift', 'the judge meets answers it never saw', 'part-2/distribution-shift'],
  ['MEDIUM', 'Scalability', 'what labels cost', 'part-2/scalability'],
] as const;

const PIPELINE = [
  ['1 pretraining', 'texts of the web', 'continues texts', 'does not answer; repeats errors'],
  ['2 fine-tuning', 'demonstrations', 'answers as experts do', 'as good as its examples'],
  ['3 reward model', 'pairs of answers', 'scores answers', 'writes nothing; has its annotators’ taste'],
  ['4 PPO', 'prompts, scores', 'earns more score', 'earns it by any means that pays'],
] as const;

export const tailOfProgram2: readonly string[] = [
  '',
  'WHAT GOES WRONG (severity as in the original)',
  ...CHALLENGES.map(
    ([severity, name, what, where]) => `${severity.padEnd(10)}${name.padEnd(20)}${what.padEnd(48)}${where}`,
  ),
  '',
  'THE PIPELINE',
  `${'stage'.padEnd(16)}${'learns from'.padEnd(20)}${'gives'.padEnd(24)}what remains`,
  ...PIPELINE.map(
    ([stage, from, gives, remains]) => `${stage.padEnd(16)}${from.padEnd(20)}${gives.padEnd(24)}${remains}`,
  ),
];
