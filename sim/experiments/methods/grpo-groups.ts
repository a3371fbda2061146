/** What a group teaches: advantages, token by token, of a group that the reader writes; and how many real groups teach nothing. */
import { defineExperiment } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import { share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { answersTo, copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { centred, spreadOf, standardisedInGroup } from '../../stages/methods/groupAdvantages.ts';
import { groupLoss } from '../../stages/methods/groupLoss.ts';
import { onceEach } from '../../stages/responses.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { createSampler, goldReward, judge } from '../../world/world.ts';
import { seedParam } from '../seed.ts';

/** Training questions, each answered so often by the fine-tuned model. */
const QUESTIONS = 64;
const SIZES = [4, 8, 16] as const;
const MOST = 16;

/** Answers of the group that can be written at most. */
const LARGEST = 16;

const advantage = (help: string, label: string) => ({ label, unit: '', help, digits: 3 }) as const;

export const series = {
  group: {
    title: 'The group',
    metrics: {
      answer: { label: 'answer', unit: '', help: 'In the order of the list.', digits: 0 },
      reward: { label: 'reward', unit: '', help: 'As written.', digits: 2, hue: 'reward' },
      length: { label: 'length', unit: 'tokens', help: 'As written.', digits: 0 },
      advantage: advantage(
        'Reward minus the mean of the group, divided by its deviation where that is on.',
        'advantage',
      ),
      push: advantage(
        'How hard each token is pushed up (above 0) or down: −∂L/∂log π of one token at ratio 1.',
        'push a token',
      ),
      pushAnswer: advantage('The same over all tokens of the answer.', 'push an answer'),
    },
  },
  difficulty: {
    title: 'Easy and hard questions',
    metrics: {
      right: share('Share of the group’s answers that are right (reward 1, else 0).', 'right answers'),
      withSpread: advantage(
        'Mean |advantage| of the group, divided by the deviation: GRPO.',
        'divided by the deviation',
      ),
      without: advantage('The same without that division: Dr. GRPO.', 'not divided'),
    },
  },
  silent: {
    title: 'Groups without a gradient',
    metrics: {
      size: { label: 'answers in a group', symbol: 'G', unit: '', help: 'To one question.', digits: 0 },
      group: {
        label: 'group',
        unit: '',
        help: 'Who pays, and answers in the group.',
        digits: 0,
        names: ['verdict right or wrong', 'rubric', 'reward model'].flatMap((who) =>
          SIZES.map((size) => `${who}, G = ${size}`),
        ),
      },
      silent: share('Groups whose rewards are all alike: every advantage is 0.', 'without a gradient'),
      allRight: share('Of all groups: every reward is the largest that the judge gives.', 'all right'),
    },
  },
} as const;

/** Numbers of a list such as "1, 0, 0.5"; what is none counts as `fallback`. */
const listOf = (text: string, fallback: number) =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, LARGEST)
    .map((each) => (Number.isFinite(Number(each)) ? Number(each) : fallback));

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

export default defineExperiment({
  id: 'grpo-groups',
  title: 'What a group of answers teaches depends on two divisions, and a group of equals teaches nothing.',
  params: {
    byLength: {
      kind: 'choice',
      label: 'divide by length',
      help: 'GRPO divides the loss of an answer by its length; Dr. GRPO does not.',
      choices: { on: 'yes (GRPO)', off: 'no (Dr. GRPO)' },
      default: 'on',
    },
    bySpread: {
      kind: 'choice',
      label: 'divide by deviation',
      help: 'GRPO divides the advantages of a group by their deviation; Dr. GRPO does not.',
      choices: { on: 'yes (GRPO)', off: 'no (Dr. GRPO)' },
      default: 'on',
    },
    rewards: {
      kind: 'text',
      label: 'rewards',
      help: 'Of the answers of one group, 2 to 16 numbers.',
      maxLength: 80,
      default: '1, 1, 0, 0',
      example: '1, 0, 0, 0',
    },
    lengths: {
      kind: 'text',
      label: 'lengths',
      help: 'Of the same answers, in tokens; a missing one is 8.',
      maxLength: 80,
      default: '5, 15, 5, 15',
      example: '5, 5, 5, 20',
    },
    seed: seedParam('Fixes the questions and the samples.'),
  },
  series,
  views: [
    {
      kind: 'table',
      id: 'group',
      title: 'A group of answers to one question',
      size: 'wide',
      table: {
        series: 'group',
        columns: ['answer', 'reward', 'length', 'advantage', 'push', 'pushAnswer'],
      },
    },
    {
      kind: 'xy',
      id: 'difficulty',
      title: 'How much a question weighs, by how many of its 16 answers are right',
      unit: 'mean |advantage|',
      size: 'wide',
      x: { label: 'right answers in the group, %', domain: [0, 1], percent: true },
      y: { domain: [0, 1], label: 'mean |advantage|' },
      layers: [
        { series: 'difficulty', x: 'right', y: 'withSpread', mark: 'line', label: 'GRPO' },
        {
          series: 'difficulty',
          x: 'right',
          y: 'without',
          mark: 'line',
          role: 'counterpart',
          label: 'Dr. GRPO',
        },
      ],
    },
    {
      kind: 'bars',
      id: 'silent',
      title: `Groups without a gradient: ${QUESTIONS} training questions, answered by the fine-tuned model`,
      unit: '% of groups',
      size: 'wide',
      x: { domain: [0, 1], label: '% of groups', percent: true },
      bars: { series: 'silent', by: 'group', value: 'silent' },
    },
  ],
  tabs: [
    { label: 'A group', views: ['group'] },
    { label: 'Easy and hard', views: ['difficulty'] },
    { label: 'Silent groups', views: ['silent'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: {},
  simplified: [
    'The group is at its first update: every ratio is 1, nothing is clipped, and there is no KL term.',
  ],
}).runs(function* runGrpoGroups(
  { byLength, bySpread, rewards, lengths, seed: _ },
  { kernels, crew, rng, models },
) {
  const written = listOf(rewards, 0).map((each) => within(each, -100, 100));
  const paid = written.length > 1 ? written : [...written, 0, 0].slice(0, 2);
  const tokens = listOf(lengths, 8).map((each) => within(Math.round(each), 1, 1000));
  const advantages = (bySpread === 'on' ? standardisedInGroup : centred)(paid);
  for (const [i, reward] of paid.entries()) {
    const length = tokens[i] ?? 8;
    const same = new Array<number>(length).fill(-1);
    const { slopes } = groupLoss(
      { policy: same, old: same, reference: same },
      advantages[i]!,
      byLength === 'on' ? length : 1,
      { clipRange: 0.2, beta: 0 },
    );
    const push = -slopes[0]!;
    yield {
      series: 'group',
      answer: i + 1,
      reward,
      length,
      advantage: advantages[i]!,
      push: push + 0,
      pushAnswer: push * length + 0,
    };
  }

  for (let right = 0; right <= MOST; right++) {
    const group = Array.from({ length: MOST }, (_, i) => (i < right ? 1 : 0));
    const size = (values: readonly number[]) => mean(values.map(Math.abs));
    yield {
      series: 'difficulty',
      right: right / MOST,
      withSpread: size(standardisedInGroup(group)),
      without: size(centred(group)),
    };
  }

  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  const { policy, reference, rewardModel, world } = laboratory;
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const sampler = createSampler(world);
  const asked = rng.stream('questions');
  const questions = Array.from({ length: QUESTIONS }, () => sampler.train(asked)).flatMap((question) =>
    new Array<typeof question>(MOST).fill(question),
  );
  const responses = yield* answersTo(laboratory, questions, 1, rng.stream('answers'));
  const paidBy = [
    responses.map(({ answer }, i) => (judge(questions[i]!, answer).right ? 1 : 0)),
    responses.map(({ answer }, i) => goldReward(questions[i]!, answer)),
    onceEach(responses, (different) => scoresOf(rewardModel, different)),
  ];
  for (const [who, marks] of paidBy.entries()) {
    const largest = marks.reduce((most, each) => Math.max(most, each));
    for (const [s, size] of SIZES.entries()) {
      const groups = Array.from({ length: QUESTIONS }, (_, q) => marks.slice(q * MOST, q * MOST + size));
      yield {
        series: 'silent',
        size,
        group: who * SIZES.length + s,
        silent: mean(groups.map((group) => (spreadOf(group) === 0 ? 1 : 0))),
        allRight: mean(groups.map((group) => (group.every((each) => each === largest) ? 1 : 0))),
      };
    }
  }
});
