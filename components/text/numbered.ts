/** Components that pages number: the prefix of their ids, and the word of their references. */
export const NUMBERED: Readonly<Record<string, { readonly prefix: string; readonly word: string }>> = {
  Lab: { prefix: 'fig', word: 'Figure' },
  SpeedUp: { prefix: 'fig', word: 'Figure' },
  Dashboard: { prefix: 'fig', word: 'Figure' },
  Equation: { prefix: 'eq', word: 'equation' },
  Table: { prefix: 'tab', word: 'table' },
  Quiz: { prefix: 'q', word: 'question' },
  Exercise: { prefix: 'ex', word: 'exercise' },
};
