/** Who says that an example is right, and whether it was read again for this course. */
export interface Authorised {
  readonly authority: string;
  /** `seen`: the authority was re-read; `knowledge`: it is named, not re-read. */
  readonly checked?: 'seen' | 'knowledge' | undefined;
}

export const authorityOf = ({ authority, checked }: Authorised): string =>
  checked === 'knowledge' ? `${authority} (named, not re-read)` : authority;
