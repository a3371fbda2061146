/**
 * The script that readers download, `public/course_model.py`, is run where PyTorch is installed: it rebuilds each model
 * from its files and gives the same answer, token by token. Elsewhere, what it printed is compared with what the course
 * says today; the script and its files must be the ones with which that was recorded. To record it again:
 * `UPDATE_REFERENCES=1 npx vitest run --config test/vitest.config.ts test/references`, with PyTorch.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeModel, writeModelJson } from '../../components/figure/export/modelJson.ts';
import { writeSafetensors } from '../../components/figure/export/safetensors.ts';
import { ensureModels, modelBytes } from '../../components/host/models.ts';
import { readCheckpoint } from '../../sim/model/checkpoint.ts';
import { pythonWithTorch } from './remade.ts';

const SCRIPT = 'public/course_model.py';
const FIXTURE = 'test/references/courseModel.json';
const NAMES = ['base', 'sft', 'ppo'];
const origin = { experiment: 'pipeline', settings: {}, hash: undefined };

interface Printed {
  readonly script: string;
  /** By model: of its weights, and what the script printed. */
  readonly models: Readonly<Record<string, { readonly weights: string; readonly printed: string }>>;
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
let folder: string;
beforeAll(async () => {
  await ensureModels();
  folder = mkdtempSync(join(tmpdir(), 'course-model-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const trained = (name: string) => readCheckpoint(modelBytes(name));

function run(python: string, ...files: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(python, [SCRIPT, ...files], { encoding: 'utf8' });
  return { status, printed: stdout, stderr };
}
/** Its files, as a reader downloads them. */
function download(name: string, model = trained(name)) {
  const [json, safetensors] = [join(folder, `${name}.json`), join(folder, `${name}.safetensors`)];
  writeFileSync(json, writeModelJson(model, origin));
  writeFileSync(safetensors, writeSafetensors(model, { model: name }));
  return { json, safetensors };
}

const recorded = () => JSON.parse(readFileSync(FIXTURE, 'utf8')) as Printed;

test.runIf(pythonWithTorch).each(NAMES)('PyTorch gives the answer of the %s model', { timeout: 60_000 }, (name) => {
  const { json, safetensors } = download(name);
  const byTensors = run(pythonWithTorch!, json, safetensors);
  expect(byTensors, byTensors.stderr).toMatchObject({ status: 0 });
  // The weights of the JSON are the same; of this model some are whole numbers.
  if (name === 'base') expect(run(pythonWithTorch!, json).printed).toBe(byTensors.printed);
  if (process.env['UPDATE_REFERENCES']) note(name, byTensors.printed);
  expect(byTensors.printed).toBe(recorded().models[name]!.printed);
});

test.runIf(pythonWithTorch)('a model with other weights is noticed', { timeout: 60_000 }, () => {
  const model = trained('ppo');
  const { safetensors } = download('other', { ...model, parameters: model.parameters.toReversed() });
  const { json } = download('ppo');
  const { status, printed } = run(pythonWithTorch!, json, safetensors);
  expect(status).toBe(1);
  expect(printed).toContain('In the browser:');
});

test('what it printed is recorded of this script and these models, and is what the course says', () => {
  const { script, models } = recorded();
  expect(hashOf(readFileSync(SCRIPT)), 'record it again: see the head of this test').toBe(script);
  expect(Object.keys(models)).toEqual(NAMES);
  for (const [name, { weights, printed }] of Object.entries(models)) {
    const { weightsHash, question, answer } = describeModel(trained(name), origin);
    expect(weights, name).toBe(weightsHash);
    expect(printed).toContain(`Question: ${question.words.join(' ')}\nAnswer:   ${answer!.words.join(' ')}\n`);
    expect(printed).toContain('The same tokens as in the browser.');
  }
});

function note(name: string, printed: string): void {
  let before: Printed | undefined;
  try {
    before = recorded();
  } catch {
    // the first time
  }
  const { weightsHash } = describeModel(trained(name), origin);
  const models = { ...before?.models, [name]: { weights: weightsHash, printed } };
  const script = hashOf(readFileSync(SCRIPT));
  writeFileSync(FIXTURE, `${JSON.stringify({ script, models }, null, 2)}\n`);
}
