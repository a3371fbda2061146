/** Answers that are written together when the speed is measured: as many as PPO samples in a step. */
export const TOGETHER = 128;
