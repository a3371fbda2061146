/** Choices that are dealt as cards, one after the other; where the reader is among them can be seen and left. */
import { useState } from 'react';
import type { ChoiceParam, Settings } from '../../../sim/param.ts';

export type Card = ChoiceParam & { readonly undecided: string };

interface DeckProps {
  readonly cards: readonly (readonly [name: string, card: Card])[];
  readonly settings: Settings;
  readonly disabled: boolean;
  onChange(values: Partial<Settings>): void;
}

/** The first card without a decision, or undefined if all are decided. */
export function firstUndecided(
  cards: readonly (readonly [string, Card])[],
  settings: Settings,
): number | undefined {
  const at = cards.findIndex(([name, card]) => settings[name] === card.undecided);
  return at < 0 ? undefined : at;
}

export function Deck({ cards, settings, disabled, onChange }: DeckProps) {
  // While the reader has not turned to a card, the next one without a decision lies on top.
  const [turned, setTurned] = useState<number>();
  const next = firstUndecided(cards, settings);
  const at = turned ?? next ?? cards.length - 1;
  const [name, card] = cards[at]!;
  const decided = cards.filter(([each, { undecided }]) => settings[each] !== undecided).length;
  const choose = (choice: string) => {
    onChange({ [name]: choice });
    setTurned(undefined);
  };
  return (
    <div className="deck" role="group" aria-label={`Card ${at + 1} of ${cards.length}`}>
      <p className="deck-head">
        <b aria-live="polite">{card.label}</b>
        <span>
          {decided} of {cards.length} decided
        </span>
      </p>
      <div className="deck-sides">
        {Object.entries(card.choices)
          .filter(([choice]) => choice !== card.undecided)
          .map(([choice, label]) => (
            <button
              key={choice}
              type="button"
              disabled={disabled}
              aria-pressed={settings[name] === choice}
              onClick={() => choose(choice)}
            >
              {label}
            </button>
          ))}
      </div>
      <div className="deck-foot">
        <button type="button" disabled={disabled || at === 0} onClick={() => setTurned(at - 1)}>
          Back
        </button>
        <button
          type="button"
          disabled={disabled || at === cards.length - 1}
          onClick={() => setTurned(at + 1)}
        >
          Next
        </button>
        <span>{next === undefined ? 'All are decided: run.' : card.help}</span>
      </div>
    </div>
  );
}
