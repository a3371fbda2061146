/** Answers of the policy to some prompts, and what policy, reference and reward model think of every token of them. */
import type { Sampling } from '../model/generate.ts';
import { divergenceOf, opinionOf, type Divergence } from './divergence.ts';
import { tokensByAnswer, type Response } from './responses.ts';
import type { RewardHead } from './rewardHead.ts';
import { score } from './rewardModel.ts';
import { sampled, type Asked } from './sampling.ts';
import type { Task } from './shards.ts';

/** One answer as it was sampled; each list has a number per token (T). */
export interface Trajectory {
  readonly response: Response;
  /** log π_old and log π_ref, nats. */
  readonly logProbs: readonly number[];
  readonly logProbsRef: readonly number[];
  /** V of the value head before each token. */
  readonly values: readonly number[];
  /** The reward model's, of its score. */
  readonly shares: readonly number[];
  readonly score: number;
}

/** The answers of a shard. */
interface Rollout {
  readonly trajectories: readonly Trajectory[];
  /** Sums over their tokens. */
  readonly divergence: Divergence;
}

interface RolloutSettings {
  readonly sampling: Sampling;
  readonly head: RewardHead;
}

/** Answers of the policy, and what policy, reference and reward model think of them. */
export const rolloutTask: Task<RolloutSettings, Asked, Rollout> = {
  name: 'rollout',
  roles: ['policy', 'reference', 'reward'],
  run(workbench, { sampling, head }, asked) {
    const answers = sampled(workbench, sampling, asked);
    const responses = asked.flatMap(({ prompts }, i) =>
      prompts.map((prompt, k) => ({ prompt, answer: answers[i]![k]! })),
    );
    const policy = workbench.model('policy');
    const old = opinionOf(policy, responses);
    const ref = opinionOf(workbench.model('reference'), responses);
    const { scores, shares } = score({ network: workbench.model('reward'), head }, responses);
    const trajectories = tokensByAnswer(old.batch).map((tokens, s): Trajectory => {
      const of = (list: ArrayLike<number>) => tokens.map((token) => list[token]!);
      return {
        response: responses[s]!,
        logProbs: of(old.logProbs),
        logProbsRef: of(ref.logProbs),
        values: of(old.values),
        shares: of(shares),
        score: scores[s]!,
      };
    });
    let [answer, token] = [0, 0];
    return asked.map(({ prompts }) => {
      const own = trajectories.slice(answer, (answer += prompts.length));
      const span = [token, (token += own.reduce((sum, each) => sum + each.logProbs.length, 0))] as const;
      return { trajectories: own, divergence: divergenceOf(old, ref, policy.shape.vocabulary, span) };
    });
  },
};
