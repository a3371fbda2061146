/** Fine-tuning on the best of n answers: once on those of the fine-tuned model, or again and again on its own. */
import { mean } from '../../measure/mean.ts';
import { PROMPT_LENGTH } from '../../world/world.ts';
import { epochsOf } from '../batches.ts';
import { train } from '../training.ts';
import { bestOf, sampledGroups } from './groups.ts';
import type { Method } from './trial.ts';

interface Settings {
  /** Times that the policy is asked anew. */
  readonly rounds: number;
  /** Answers to a prompt, of which one is kept. */
  readonly n: number;
  readonly epochs: number;
  readonly peak: number;
}

const BATCH = 32;

const imitation = ({ rounds, n, epochs, peak }: Settings): Method =>
  function* (trial) {
    const { laboratory, samples, rng } = trial;
    for (let round = 0; round < rounds; round++) {
      const own = rng.stream(`round ${round}`);
      const groups = yield* sampledGroups(trial, Math.floor(samples / rounds / n), n, own);
      const texts = groups.map((group) => {
        const { prompt, answer } = bestOf(group);
        return [...prompt, ...answer];
      });
      const reward = mean(groups.flatMap(({ rewards }) => rewards));
      const steps = epochs * Math.ceil(texts.length / BATCH);
      const schedule = { peak, floor: peak / 10, warmUp: 2, steps, decay: 'linear' } as const;
      for (const step of train(
        laboratory,
        epochsOf(texts, BATCH, epochs, own.stream('order')),
        schedule,
        PROMPT_LENGTH,
      ))
        yield step && { sampled: Math.floor(((round + 1) * samples) / rounds), reward };
    }
  };

/** Best-of-n distillation in its simplest form: imitate the best of 16, once. */
export const distillation = imitation({ rounds: 1, n: 16, epochs: 3, peak: 1e-3 });
/** Rejection-sampling fine-tuning (RAFT, Dong et al. 2023 [@dong2023]): the best of 8 of its own answers, in rounds. */
export const rejectionSampling = imitation({ rounds: 4, n: 8, epochs: 3, peak: 1e-3 });
