/** One example for each of five instruction templates; three of them are the source's, shortened. */
export interface Instruction {
  readonly label: string;
  readonly template: string;
  readonly instruction: string;
  readonly input: string;
  readonly response: string;
}

export const instructions = {
  explain: {
    label: 'explain',
    template: 'Explain {concept} in simple terms',
    instruction: 'Explain machine learning in simple terms',
    input: '',
    response: 'Instead of writing rules, we show a computer many examples, and it finds the rule itself.',
  },
  write: {
    label: 'write',
    template: 'Write a {type} about {topic}',
    instruction: 'Write a short story about a robot learning emotions',
    input: '',
    response: 'Unit-7 smiled for the first time. It felt strange, and it felt right.',
  },
  answer: {
    label: 'answer',
    template: 'Answer the following question: {question}',
    instruction: 'Answer the following question',
    input: 'What causes seasons on Earth?',
    response: 'The tilt of the axis: each hemisphere leans towards the Sun for half of the year.',
  },
  summarise: {
    label: 'summarise',
    template: 'Summarize the following text: {text}',
    instruction: 'Summarize the following text',
    input: 'Methotrexate for arthritis is taken once a week. Daily use has killed patients.',
    response: 'Methotrexate: once a week, never daily.',
  },
  translate: {
    label: 'translate',
    template: 'Translate the following {source_lang} text to {target_lang}: {text}',
    instruction: 'Translate the following English text to German',
    input: 'Take one tablet twice a day, with food.',
    response: 'Nehmen Sie zweimal täglich eine Tablette zum Essen.',
  },
  trap: {
    label: 'a trap',
    template: 'Explain {concept} in simple terms',
    instruction: 'Explain what the line ### Response: is for',
    input: '',
    response: 'It marks the place where the answer begins.',
  },
} as const satisfies Readonly<Record<string, Instruction>>;

/** A question, and one that follows from its answer. */
export const conversation = [
  {
    instruction: 'May grapefruit be eaten with simvastatin?',
    input: '',
    response: 'No. It raises the level of simvastatin and the risk of muscle damage.',
  },
  {
    instruction: 'Write that on a label, in one short sentence',
    input: '',
    response: 'Do not eat grapefruit with this medicine.',
  },
] as const;
