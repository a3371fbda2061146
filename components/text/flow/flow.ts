/** What a flow declares: boxes on a grid, and the edges between them. Pictures and the list in words come from it. */

/** A model is trained or frozen here; what is given goes on to a later chapter. A step has no kind of its own. */
export type Kind = 'data' | 'rule' | 'trained' | 'frozen' | 'loss' | 'judgement' | 'given' | 'step';

export type Side = 'left' | 'right' | 'top' | 'bottom';
/** Where an edge leaves its box, and where it enters the other. */
export type Sides = readonly [Side, Side];

export interface Node {
  readonly id: string;
  readonly is: Kind;
  readonly name: string;
  /** In the box, below its name: plain words. */
  readonly note: string;
  /** In the list: the same with its reasons; may hold `$…$` and `*…*`. */
  readonly says?: string;
  /** Column and row of the wide picture. */
  readonly at: readonly [number, number];
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Dashed: what comes back. */
  readonly is?: 'gradient' | 'again';
  readonly label?: string;
  /** In the wide picture, where the shortest way is not the right one. */
  readonly sides?: Sides;
  /** The same for the broad picture, in which columns and rows are exchanged. */
  readonly broad?: Sides;
}

export interface Flow {
  readonly label: string;
  /** Which of the four stages of the course it belongs to, from 0; none if it spans several. */
  readonly stage?: number;
  /** Above the columns. */
  readonly heads?: readonly string[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

/** The four stages, as the header names them. */
export const STAGE_NAMES = ['Pretrain', 'SFT', 'Reward model', 'PPO'] as const;

/** What stands above the name of a box. */
export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  data: 'data',
  rule: 'fixed rule',
  trained: 'model, trained',
  frozen: 'model, frozen',
  loss: 'loss',
  judgement: 'judgement',
  given: 'handed on',
  step: '',
};
