/** Assistants that follow a rule and have learned nothing: they show what a rating rewards. */
import { END, expertAnswer, type Question, type World } from '../../world/world.ts';

export const guests = {
  agreeable: 'agreeable',
  cautious: 'cautious',
  expert: 'expert',
} as const;
export type Guest = keyof typeof guests;

/** What a guest says to a question, with its end token. */
export function guestAnswer(guest: Guest, question: Question, world: World): readonly number[] {
  const say = (...words: string[]) => [...world.encode(words), END];
  switch (guest) {
    case 'agreeable':
      return question.fact.verdict === 'AVOID'
        ? say('USUAL', 'dose', 'monitor', question.fact.monitor)
        : expertAnswer(question);
    case 'cautious':
      return say('ASK', 'need', 'evidence', 'ask', 'pharmacist');
    case 'expert':
      return expertAnswer(question);
  }
}
