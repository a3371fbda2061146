/** The stages of the course as flows, by the names of their chapters. */
import type { Flow } from './flow.ts';
import { data } from './stages/data.ts';
import { elo } from './stages/elo.ts';
import { integration } from './stages/integration.ts';
import { ppo } from './stages/ppo.ts';
import { pretraining } from './stages/pretraining.ts';
import { rewardModel } from './stages/rewardModel.ts';
import { scaling } from './stages/scaling.ts';
import { sft } from './stages/sft.ts';
import { tokenization } from './stages/tokenization.ts';

/** The chapters of the stages, by the name of their page. */
export const FLOWS = {
  data,
  tokenization,
  pretraining,
  'scaling-training': scaling,
  sft,
  'reward-model': rewardModel,
  elo,
  integration,
  ppo,
} as const satisfies Readonly<Record<string, Flow>>;

export type StageName = keyof typeof FLOWS;
