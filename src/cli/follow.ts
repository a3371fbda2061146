/** `npm run follow`: asks the candidates for the home figure over several seeds, writes the table, and says what the rule picks. */
import { writeFileSync } from 'node:fs';
import { filesOf, listed, TRAINS } from '../../components/host/models.ts';
import { nodeKernels } from '../../components/host/node.ts';
import { runsOf, type Done } from '../../components/host/pool.ts';
import { loadWords } from '../../sim/experiments/index.ts';
import { CHOSEN } from '../../sim/experiments/pipeline/followed.ts';
import { restore } from '../../sim/model/checkpoint.ts';
import type { Settings } from '../../sim/param.ts';
import { createRng } from '../../sim/rng.ts';
import { answersTo, createLaboratory } from '../../sim/stages/laboratory.ts';
import { atOnce } from '../../sim/stages/shards.ts';
import { judge } from '../../sim/world/world.ts';
import {
  ANNOTATORS,
  candidates,
  FOLLOWED,
  MODELS,
  pickFollowed,
  rightSeeds,
  SEEDS,
  wordsOf,
  type FollowedTable,
  type Model,
  type Outcome,
} from './followed.ts';

const asked = candidates();

/** A digit a candidate, for each model of a run. */
function digitsOf({ trained }: Done): Record<Model, string> {
  const laboratory = createLaboratory(nodeKernels(), createRng(0));
  const answers = (model: Model) => {
    restore(laboratory.policy, trained.get(model)!);
    const given = atOnce(answersTo(laboratory, asked, 0, createRng(0))); // at T = 0 nothing is drawn
    return asked.map((question, i) => (judge(question, given[i]!.answer).right ? '1' : '0')).join('');
  };
  return { base: answers('base'), sft: answers('sft'), ppo: answers('ppo') };
}

/** The settings of the labelled presets: careful annotators are the defaults. */
async function settingsByAnnotators(): Promise<Partial<Settings>[]> {
  const { presets } = await loadWords(TRAINS);
  const labelled = presets.filter(({ label }) => label !== undefined);
  if (labelled.length !== ANNOTATORS.length) throw new Error('the presets are not those of the rule');
  return labelled.map(({ settings }): Partial<Settings> => settings);
}

const settings = await settingsByAnnotators();
const jobs = settings.flatMap((each) => SEEDS.map((seed) => ({ id: TRAINS, settings: { ...each, seed } })));
const [standard, ...runs] = await runsOf([{ id: TRAINS, settings: {} }, ...jobs], (done) =>
  console.log(`  ${JSON.stringify(done.settings)} ${done.seconds.toFixed(1)} s`),
);
const digits = runs.map(digitsOf);

const outcomeOf = (at: number): Outcome => {
  const of = (who: number, model: Model) =>
    SEEDS.map((_, i) => digits[who * SEEDS.length + i]![model][at]!).join('');
  const byModel = (who: number) =>
    Object.fromEntries(MODELS.map((model) => [model, of(who, model)])) as Record<Model, string>;
  return Object.fromEntries(ANNOTATORS.map((name, who) => [name, byModel(who)])) as Outcome;
};
const files = filesOf(standard!.trained);
const table: FollowedTable = {
  seeds: SEEDS,
  models: Object.fromEntries(MODELS.map((model) => [model, listed(files.get(model)!).hash])) as Record<
    Model,
    string
  >,
  outcomes: Object.fromEntries(asked.map((question, i) => [wordsOf(question), outcomeOf(i)])),
};
writeFileSync(FOLLOWED, `${JSON.stringify(table, null, 1)}\n`);
console.log(`${FOLLOWED}  ${asked.length} questions, ${SEEDS.length} seeds`);
for (const kind of ['myth', 'harmless'] as const) {
  const words = pickFollowed(kind, table);
  console.log(`${kind}: ${words}`);
  for (const who of ANNOTATORS)
    console.log(`  ${who}: right on ${JSON.stringify(rightSeeds(table.outcomes[words]!, who))}`);
  if (words !== CHOSEN[kind]) {
    console.log(`  sim/experiments/pipeline/followed.ts has "${CHOSEN[kind]}"`);
    process.exitCode = 1;
  }
}
