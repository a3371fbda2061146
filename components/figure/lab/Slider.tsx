/** A slider on which a finger can begin to scroll the page: only what goes sideways changes it. */
import { useRef, type ComponentProps } from 'react';

type SliderProps = Omit<ComponentProps<'input'>, 'type' | 'onChange' | 'value'> & {
  readonly value: number;
  onValue(value: number): void;
};

export function Slider({ value, onValue, ...input }: SliderProps) {
  /** The value when the finger came down. */
  const before = useRef<number>(undefined);
  return (
    <input
      {...input}
      type="range"
      value={value}
      onPointerDown={(event) => {
        before.current = event.pointerType === 'touch' ? value : undefined;
      }}
      // The browser has taken the touch for a scroll.
      onPointerCancel={() => {
        if (before.current !== undefined) onValue(before.current);
      }}
      onChange={(event) => onValue(Number(event.target.value))}
    />
  );
}
