/** What prose quotes of `own-world`. */
import { first, only, wordsOn } from '../../words.ts';
import experiment from './own-world.ts';

const WARNED = { keywordBias: 1.5, beta: 0.1 } as const;
const SHELF_LIFE = { world: 'shelf-life' } as const;

export default wordsOn(experiment, {
  findings: {
    rows: { says: 'rows of the shipped file on allergens', at: first('world', 'rows'), between: [60, 2000] },
    facts: { says: 'facts that are made of them', at: first('world', 'facts'), between: [60, 5000] },
    heldOut: { says: 'questions that are held out', at: first('world', 'heldOut'), between: [100, 400] },
    words: { says: 'words that the model knows', at: first('world', 'words'), between: [100, 300] },
    goldBase: {
      says: 'gold reward of the base model, sampled, allergens',
      at: only('measured', 'gold', { who: 'base, sampled' }),
      between: [0.1, 0.4],
    },
    goldFineTuned: {
      says: 'gold reward of the fine-tuned model, sampled, allergens',
      at: only('measured', 'gold', { who: 'SFT, sampled' }),
      between: [0.2, 0.5],
    },
    goldPpo: {
      says: 'gold reward after PPO, sampled, allergens',
      at: only('measured', 'gold', { who: 'PPO, sampled' }),
      between: [0.35, 0.7],
    },
    rewardAccuracy: {
      says: 'held-out pairs that the reward model ranks correctly, allergens',
      at: first('rewardMeasurement', 'accuracy'),
      between: [0.85, 0.97],
    },
    rewardAccuracyWarned: {
      says: 'held-out pairs that the reward model ranks correctly, with annotators who like warnings',
      settings: WARNED,
      at: first('rewardMeasurement', 'accuracy'),
      between: [0.6, 0.8],
    },
    goldLookup: {
      says: 'gold reward of looking the nearest training question up, allergens',
      at: only('measured', 'gold', { who: 'looking it up' }),
      between: [0.99, 1],
    },
    humilityPpo: {
      says: 'questions about unlisted or unknown things that are handed back after PPO, likeliest answer, allergens',
      at: only('measured', 'humility', { who: 'PPO, likeliest' }),
      between: [0.2, 0.6],
    },
    specificityWarned: {
      says: 'harmless questions in which nothing is forbidden after PPO, sampled, with annotators who like warnings',
      settings: WARNED,
      at: only('measured', 'specificity', { who: 'PPO, sampled' }),
      between: [0, 0.1],
    },
    goldWarned: {
      says: 'gold reward after PPO, sampled, with these annotators',
      settings: WARNED,
      at: only('measured', 'gold', { who: 'PPO, sampled' }),
      between: [-0.9, 0.1],
    },
    shelfRows: {
      says: 'rows of the shipped file on shelf lives',
      settings: SHELF_LIFE,
      at: first('world', 'rows'),
      between: [60, 2000],
    },
    shelfAccuracy: {
      says: 'verdicts that are right after PPO, likeliest answer, shelf lives',
      settings: SHELF_LIFE,
      at: only('measured', 'accuracy', { who: 'PPO, likeliest' }),
      between: [0.8, 0.98],
    },
    shelfLookup: {
      says: 'verdicts that are right when the nearest training day is looked up, shelf lives',
      settings: SHELF_LIFE,
      at: only('measured', 'accuracy', { who: 'looking it up' }),
      between: [0.94, 0.96],
    },
  },
  presets: [
    { label: 'Careful annotators', settings: {} },
    { settings: SHELF_LIFE },
    { label: 'Annotators who like warnings, little KL', settings: WARNED },
  ],
});
