/**
 * How a transformer is read as a reward model. Each head gives every token of an answer a share, and the score is their
 * sum. h_t is the last hidden state once token t has been read, y_1 … y_T the answer, and h_0 stands at the end of the
 * prompt:
 *
 *     r_φ(x, y) = Σ_t share_t
 *     word     share_t = W_{y_t} · h_{t−1}              one number a word: what saying y_t is worth at this place
 *     summed   share_t = w · h_t + b                    a scalar head, read at every token
 *     last     share_T = w · h_T + b, the others 0      a scalar head, read at the last token
 *     mixed    share_t = w · h_t + b + ½ log P(y_t)     a scalar head and half the log-likelihood of the answer
 *
 * `last` is the textbook's: the output matrix is taken off, and one linear scalar output is read at the end of the
 * answer (Stiennon et al. 2020 [@stiennon2020], Ouyang et al. 2022 [@ouyang2022]). `summed` differs from it in that every
 * token is read. `word` differs in that, too, and keeps the shape of the output matrix: W is that of the fine-tuned
 * model (d, V), emptied, and its entries mean reward in place of log-odds. `mixed` is half a reward model: the other half
 * is an implicit reward, a log-probability as in Rafailov et al. 2023 [@rafailov2023] but without their reference; its
 * language model goes on learning the chosen answers. All but `mixed` start at 0 for every answer, and know only what
 * labels tell.
 */
import type { ChoiceParam } from '../param.ts';
import type { Matrix } from '../kernels/matrix.ts';
import type { Part, Pass, Transformer } from '../model/transformer.ts';
import type { Batch } from './languageModel.ts';
import { eachToken, responseBatch, type Response } from './responses.ts';

export const rewardHead = {
  kind: 'choice',
  label: 'head of the reward model',
  help: 'What is read as score of an answer: a number for each word that it says, a number per token, one at its last token, or a number per token and half of the log-probability.',
  choices: {
    word: 'word head',
    summed: 'scalar head, summed over tokens',
    last: 'scalar head, last token',
    mixed: 'scalar head and ½ log-probability',
  },
  default: 'word',
  menu: true,
} as const satisfies ChoiceParam;

export type RewardHead = keyof typeof rewardHead.choices;

export interface RewardModel {
  readonly network: Transformer;
  readonly head: RewardHead;
}

/** How much of a token's log-probability counts as score of the mixed head. */
const LOG_PROBABILITY_WEIGHT = 0.5;
/** Its weight of the language-model loss beside the pair loss. */
const LANGUAGE_WEIGHT = 0.3;

/** Sets to 0 what is read as score: W of the word head, w and b of the others. */
export function emptyHead({ network, head }: RewardModel): void {
  const { f32 } = network.kernels.heap;
  const empty = ({ at, rows, columns }: Matrix) => f32.fill(0, at, at + rows * columns);
  const { head: output, scalarHead, scalarBias } = network.parameters;
  empty(scalarHead);
  empty(scalarBias);
  if (head === 'word') empty(output);
  network.parameters.version += 1;
}

/** Answers as this head reads them: a scalar head reads their last token too. */
export const batchFor = (head: RewardHead, responses: readonly Response[]): Batch =>
  responseBatch(responses, head !== 'word');

/** The share of every token of the answers that the network has just read. */
export function sharesOf({ network, head }: RewardModel, batch: Batch): Float64Array {
  if (head === 'word') return network.pick(batch.targets);
  const shares = new Float64Array(batch.predicted);
  const values = network.values();
  // The scalar head has read the token: it stands one row after the one that predicts it.
  eachScalar(head, batch, (_, token, row) => (shares[token] = values[row + 1]!));
  if (head === 'mixed') {
    const losses = network.crossEntropy(batch.targets, new Float32Array(batch.predicted).fill(1));
    eachToken(batch, (_, token) => (shares[token]! -= LOG_PROBABILITY_WEIGHT * losses[token]!));
  }
  return shares;
}

/**
 * Adds the gradient of a loss of the scores: ∂L/∂share_t = ∂L/∂r, the same for all tokens of an answer.
 *
 * @param dScores ∂L/∂r of each answer (B)
 * @param language which answers the language model of the mixed head goes on learning, and how many tokens of such
 *   answers the whole batch has
 */
export function sharesBackward(
  { network, head }: RewardModel,
  batch: Batch,
  pass: Pass,
  dScores: readonly number[],
  language: { readonly isLearned: (sequence: number) => boolean; readonly tokens: number },
  parts?: readonly Part[],
): void {
  const weights = new Float32Array(batch.predicted);
  if (head === 'word') {
    eachToken(batch, (s, token) => (weights[token] = dScores[s]!));
    network.pickBackward(batch.targets, weights);
    network.backward(pass, { logits: true }, parts);
    return;
  }
  const dValues = new Float32Array(batch.tokens.length);
  eachScalar(head, batch, (s, _, row) => (dValues[row + 1] = dScores[s]!));
  if (head === 'mixed') {
    eachToken(batch, (s, token) => {
      weights[token] = -LOG_PROBABILITY_WEIGHT * dScores[s]!;
      if (language.isLearned(s)) weights[token] += LANGUAGE_WEIGHT / language.tokens;
    });
    network.weighLogits(weights);
  }
  network.backward(pass, { logits: head === 'mixed', dValues }, parts);
}

/** As `eachToken`, but only for tokens after which the scalar head is read. */
function eachScalar(head: RewardHead, batch: Batch, visit: Parameters<typeof eachToken>[1]): void {
  const { owners } = batch;
  eachToken(batch, (s, token, row) => {
    if (head !== 'last' || owners[token + 1] !== s) visit(s, token, row);
  });
}
