/** Two mistakes in handing out credit that run without an error, and how they are put into PPO. */
import { advantagesOf, whitened } from '../../stages/advantages.ts';
import { episodesOf, type Credit } from '../../stages/ppo.ts';
import type { Episode } from '../../stages/surrogate.ts';

/** Generalised advantage estimation over all answers of a step as if they were one: each is paid for those behind it. */
export const acrossAnswers: Credit = (trajectories, rewards, { gamma, lambda }) => {
  const values = trajectories.flatMap((each) => each.values);
  const { advantages, returns } = advantagesOf(rewards.flat(), values, gamma, lambda);
  const white = whitened(Float64Array.from(advantages));
  let start = 0;
  return trajectories.map(({ response, logProbs }) => {
    const from = start;
    start += logProbs.length;
    return {
      response,
      logProbsOld: logProbs,
      advantages: [...white.subarray(from, start)],
      returns: returns.slice(from, start),
    };
  });
};

/**
 * The mask of an answer begins one token late: its first token is taken for a part of the prompt, and each of the others
 * gets the advantage and the return of the token before it. An answer of one token has nothing left to learn from.
 */
export function oneLate({ response, logProbsOld, advantages, returns }: Episode): Episode {
  const { prompt, answer } = response;
  if (answer.length < 2) return { response, logProbsOld, advantages: [0], returns };
  return {
    response: { prompt: [...prompt, answer[0]!], answer: answer.slice(1) },
    logProbsOld: logProbsOld.slice(1),
    advantages: advantages.slice(0, -1),
    returns: returns.slice(0, -1),
  };
}

/** How credit is handed out: over one answer or over all, and with the mask in its place or one token late. */
export function creditOf(over: 'answer' | 'batch', maskShift: 0 | 1): Credit {
  const credit = over === 'answer' ? episodesOf : acrossAnswers;
  return maskShift === 0 ? credit : (...given) => credit(...given).map(oneLate);
}
