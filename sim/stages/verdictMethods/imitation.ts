/** Cross-entropy on the best of n verdicts: once on those of the reference, or again and again on its own. */
import { inBatches } from '../batches.ts';
import { policyOn } from '../verdictPolicy.ts';
import { createLearner, type VerdictMethod } from './learner.ts';
import { BATCH, PEAKS, rateOf } from './rates.ts';
import { drawn, logitSlopes } from './said.ts';

interface Settings {
  readonly rounds: number;
  readonly n: number;
  /** Passes over the chosen verdicts of a round. */
  readonly epochs: number;
}

const imitation = ({ rounds, n, epochs }: Settings): VerdictMethod =>
  function* (match) {
    const { model, questions, tokens, game, samples, rng } = match;
    const { verdicts, rewards, prompts } = game;
    const learner = createLearner(match);
    const kept = Math.floor(samples / rounds / n);
    const updates = epochs * Math.ceil(kept / BATCH);
    for (let round = 0; round < rounds; round++) {
      const stream = rng.stream(`round ${round}`);
      const policy = round === 0 ? game.reference : policyOn(model, questions, tokens);
      const chosen = Array.from({ length: kept }, () => {
        const row = stream.integer(prompts);
        const said = Array.from({ length: n }, () => drawn(policy, row * verdicts, verdicts, stream));
        const paid = (verdict: number) => rewards[row * verdicts + verdict]!;
        return { row, verdict: said.reduce((best, each) => (paid(each) > paid(best) ? each : best)) };
      });
      for (let epoch = 0, step = 0; epoch < epochs; epoch++) {
        for (const some of inBatches(stream.shuffle(chosen), BATCH)) {
          const rate = rateOf(PEAKS.imitation, step++, updates);
          learner.update(
            some.map(({ row }) => row),
            rate,
            (now) => {
              const said = some.map(({ verdict }, row) => ({ row, verdict }));
              const slopes = some.map(() => -1 / some.length);
              return { logits: logitSlopes(now, verdicts, said, slopes) };
            },
          );
          yield Math.floor(((round + step / updates) * samples) / rounds);
        }
      }
    }
  };

/** Imitates the best of 16, once. */
export const distillation = imitation({ rounds: 1, n: 16, epochs: 8 });
/** RAFT (Dong et al. 2023 [@dong2023]): the best of 8 of its own, in rounds. */
export const rejectionSampling = imitation({ rounds: 4, n: 8, epochs: 4 });
