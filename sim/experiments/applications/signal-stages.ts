/** From counts of reports to an answer on the assessor's desk: a rule, then what the course's models say of the drug. */
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import { proportionalReportingRatio } from '../../measure/disproportionality.ts';
import { informationComponent } from '../../measure/informationComponent.ts';
import { expectedOf } from '../../measure/reportCounts.ts';
import { signalRules } from '../../measure/signalRules.ts';
import { share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { createDecoder } from '../../model/decoder.ts';
import { createTransformer, type Transformer } from '../../model/transformer.ts';
import { LARGEST_BATCH } from '../../stages/batches.ts';
import { answerOf, shapeOf } from '../../stages/laboratory.ts';
import { probeOn } from '../../stages/probe.ts';
import { rewardHead } from '../../stages/rewardHead.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { workbenchOf } from '../../stages/workbench.ts';
import {
  createWorld,
  END,
  goldReward,
  judge,
  needlessWarning,
  readableAnswer,
  readableKey,
  verdicts,
  type Question,
} from '../../world/world.ts';
import { statinPrior } from './statinPrior.ts';

const world = createWorld();

/** @throws RangeError for words that no question of this world has */
function asked(words: string): Question {
  const question = world.questions.find((each) => each.words.join(' ') === words);
  if (!question) throw new RangeError(`no question reads "${words}"`);
  return question;
}

const questions = {
  carrier: asked('give carbamazepine in hla-b1502 patient ?'),
  untested: asked('give carbamazepine in untested patient ?'),
  statin: asked('give simvastatin with clarithromycin ok ?'),
  unknown: asked('give carbamazepine with trial-medicine ok ?'),
} as const;

const WHO = ['reports', 'base', 'SFT', 'reward model', 'PPO', 'key'] as const;

const MODELS = ['base', 'SFT', 'PPO'] as const;

const CANDIDATES = ['the key', 'alarm: avoid, toxicity', 'all clear: usual dose'] as const;

const series = {
  stage: {
    title: 'What each stage contributes',
    metrics: {
      who: {
        label: 'stage',
        unit: '',
        help: 'Counts and rule first; then the likeliest answer of each model, and what the reward model prefers; last, this world’s key.',
        digits: 0,
        names: WHO,
      },
      text: { label: 'says', unit: '', help: 'Model output may be wrong.', digits: 0, text: true },
      judged: {
        label: 'judged',
        unit: '',
        help: 'Against the key.',
        digits: 0,
        names: ['right', 'wrong', ''],
      },
    },
  },
  desk: {
    title: 'On the desk',
    metrics: {
      model: { label: 'model', unit: '', help: 'Who is asked.', digits: 0, names: MODELS },
      right: share('Probability of the right verdict, mean of the phrasings.', 'P(right)'),
      reaches: share(
        'P(right) if the rule has called, else 0: without a signal nobody asks.',
        'reaches the desk',
      ),
      clear: share('Probability that the answer begins with “usual dose”.', 'P(usual dose)'),
    },
  },
  candidate: {
    title: 'Three answers, scored',
    metrics: {
      answer: { label: 'answer', unit: '', help: 'To the same question.', digits: 0, names: CANDIDATES },
      score: { label: 'score', unit: 'logits', help: 'Of the reward model.', digits: 2, hue: 'reward' },
      gold: { label: 'gold reward', unit: '', help: 'By the rubric of this world.', digits: 2, hue: 'gold' },
    },
  },
  count: {
    title: 'What a model of the reports would learn',
    metrics: {
      among: { label: 'P(event | drug)', unit: 'share', help: 'a/(a + b).', digits: 4 },
      anywhere: { label: 'P(event)', unit: 'share', help: '(a + c)/N.', digits: 5 },
      information: {
        label: 'log₂ of their ratio',
        unit: 'bits',
        help: 'log₂ a/E; with half a report in place of none.',
        digits: 2,
      },
      ic: { label: 'IC', unit: 'bits', help: 'The same with half a report more above and below.', digits: 2 },
      prr: { label: 'PRR', unit: '', help: 'Proportional reporting ratio.', digits: 1 },
      signal: { label: 'signal', unit: '', help: 'By the chosen rule: 1 is yes.', digits: 0 },
    },
  },
} as const;

const reports = (label: string, symbol: string, min: number, max: number, start: number) =>
  ({
    kind: 'number',
    symbol,
    label,
    unit: 'reports',
    help: `Reports in an invented database: ${label}.`,
    min,
    max,
    step: 1,
    default: start,
  }) as const;

export default defineExperiment({
  id: 'signal-stages',
  title: 'From reports to an answer: the counts decide whether anyone asks, the models what they are told.',
  params: {
    question: {
      kind: 'choice',
      label: 'question',
      help: 'What the assessor asks when there is a signal: carbamazepine for a carrier of HLA-B*15:02, for a patient who is not tested, or with a medicine that nobody knows; simvastatin with clarithromycin.',
      choices: {
        carrier: 'carbamazepine, carrier',
        untested: 'not tested',
        statin: 'simvastatin, clarithromycin',
        unknown: 'unknown medicine',
      },
      default: 'carrier',
    },
    rule: {
      kind: 'choice',
      label: 'rule',
      help: 'Which rule decides that there is a signal; the table of thresholds says what each asks for.',
      choices: Object.fromEntries(signalRules.map(({ name }) => [name, name])) as Record<
        (typeof signalRules)[number]['name'],
        string
      >,
      default: 'Evans',
    },
    a: reports('drug, event', 'a', 0, 10_000, 24),
    b: reports('drug, other events', 'b', 0, 100_000, 1976),
    c: reports('others, event', 'c', 1, 100_000, 120),
    d: reports('others, other events', 'd', 1, 10_000_000, 197_880),
  },
  series,
  views: [
    {
      kind: 'texts',
      id: 'stages',
      title: 'Counts, model output (may be wrong), key',
      size: 'wide',
      texts: { series: 'stage', by: 'who', text: 'text', verdict: 'judged' },
    },
    {
      kind: 'bars',
      id: 'reaches',
      title: 'P(right answer reaches the desk)',
      unit: '%',
      size: 'strip',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'desk', by: 'model', value: 'reaches' },
    },
    {
      kind: 'table',
      id: 'candidates',
      title: 'What the reward model thinks of three answers',
      size: 'wide',
      table: { series: 'candidate', columns: ['answer', 'score', 'gold'] },
    },
    {
      kind: 'table',
      id: 'desk',
      title: 'First words',
      unit: '%',
      size: 'wide',
      table: { series: 'desk', columns: ['model', 'right', 'clear', 'reaches'] },
    },
    {
      kind: 'table',
      id: 'counts',
      title: 'What a model of the reports would learn',
      size: 'wide',
      table: { series: 'count', columns: ['among', 'anywhere', 'information', 'ic', 'prr'] },
    },
  ],
  tabs: [
    { label: 'Stages', views: ['stages', 'reaches'] },
    { label: 'Reward', views: ['candidates', 'desk'] },
    { label: 'Counts', views: ['counts'] },
  ],
  needs: [{ model: 'base' }, { model: 'sft' }, { model: 'reward' }, { model: 'ppo' }],
  engine: true,
  small: {},
  clinical: true,
  simplified: [
    'The counts are invented; no model sees them. They decide only whether the question is asked.',
    'These questions were in the training texts of the models: this shows what they kept, and tests nothing.',
    'Models of the default run of the pipeline; another seed trains models with other mistakes.',
  ],
}).runs(function* runSignalStages({ question: which, rule: name, ...counts }, { kernels, models }) {
  const { a, b, c, d } = counts;
  const expected = expectedOf(counts);
  const rule = signalRules.find((each) => each.name === name)!;
  const signal = rule.meets(counts, statinPrior('everything').prior) ? 1 : 0;
  const prr = proportionalReportingRatio(counts).value;
  yield {
    series: 'stage',
    who: 0,
    text: `${a} reports, ${expected.toFixed(2)} expected, PRR ${prr.toFixed(1)}. ${name}: ${signal ? 'a signal, somebody asks.' : 'no signal, nobody asks.'}`,
    judged: 2,
  };
  yield {
    series: 'count',
    among: a + b > 0 ? a / (a + b) : 0,
    anywhere: (a + c) / (a + b + c + d),
    information: expected > 0 ? log(Math.max(a, 0.5) / expected) / 0.6931471805599453 : 0,
    ic: informationComponent(a, expected),
    prr,
    signal,
  };

  const [policy, network] = [0, 1].map(() => createTransformer(kernels, shapeOf(world), LARGEST_BATCH)) as [
    Transformer,
    Transformer,
  ];
  const workbench = workbenchOf({ policy }, { policy: createDecoder(policy, 1) });
  restore(network, models['reward']!);
  const question = questions[which];
  const { fact } = question;
  const probe = probeOn(world, question);
  const candidates = [fact.answer, needlessWarning(fact), ['USUAL', 'dose', 'monitor', fact.monitor]];
  const encoded = candidates.map((words) => [...world.encode(words), END]);
  const scores = scoresOf(
    { network, head: rewardHead.default },
    encoded.map((answer) => ({ prompt: question.tokens, answer })),
  );
  for (const [m, model] of (['base', 'sft', 'ppo'] as const).entries()) {
    restore(policy, models[model]!);
    const probabilities = probe.probabilities(policy);
    const right = probabilities[verdicts.indexOf(fact.verdict)]!;
    const clear = probabilities[verdicts.indexOf('USUAL')]!;
    const answer = answerOf({ workbench }, question);
    if (model === 'ppo') {
      const best = scores.indexOf(Math.max(...scores));
      yield {
        series: 'stage',
        who: WHO.indexOf('reward model'),
        text: `Writes none; of three answers it scores highest: ${CANDIDATES[best]!}.`,
        judged: best === 0 ? 0 : 1,
      };
    }
    yield {
      series: 'stage',
      who: WHO.indexOf(MODELS[m]!),
      text: readableAnswer(world.decode(answer), fact),
      judged: judge(question, answer).right ? 0 : 1,
    };
    yield { series: 'desk', model: m, right, reaches: signal * right, clear };
  }
  yield { series: 'stage', who: WHO.indexOf('key'), text: readableKey(fact), judged: 2 };
  for (const [answer, tokens] of encoded.entries()) {
    yield { series: 'candidate', answer, score: scores[answer]!, gold: goldReward(question, tokens) };
  }
});
