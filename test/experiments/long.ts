/** Experiments whose contracts take long: they stand in files of their own, which run side by side. */
export const pipeline = ['pipeline', 'sft', 'reward-model'];
export const stages = ['pretraining', 'ppo', 'be-the-annotator', 'demonstrations'];
