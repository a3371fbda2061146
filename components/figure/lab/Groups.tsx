/**
 * Many parameters of a menu under their headings, one heading open at a time: side by side where there is room, below
 * each other on a phone. Each heading says how much under it differs from the defaults.
 */
import { useId, useState, type ReactNode } from 'react';
import { applies } from '../../../sim/settings.ts';
import { Controls, UNGROUPED, type ControlsProps } from './Controls.tsx';

type Given = Omit<ControlsProps, 'menu' | 'group' | 'end'>;

interface GroupsProps extends Given {
  readonly groups: readonly string[];
  /** What else the menu has: under the last heading, with the parameters of none. */
  readonly children: ReactNode;
}

/** What belongs to no stage. */
const REST = 'Seed and models';

export function Groups({ groups, children, ...controls }: GroupsProps) {
  const shown = groups.filter((group) => namesIn(controls, group).length > 0);
  const [open, setOpen] = useState(() => firstOpen(controls, shown));
  const id = useId();
  return (
    <div className="groups">
      {[...shown, REST].map((heading, i) => {
        const group = heading === REST ? UNGROUPED : heading;
        const isOpen = heading === open;
        const changed = changedIn(controls, group);
        return (
          <Group
            key={heading}
            {...{ heading, isOpen }}
            id={`${id}-${i}`}
            changed={changed.length}
            onToggle={() => setOpen(isOpen ? undefined : heading)}
          >
            <Controls
              {...controls}
              menu
              group={group}
              end={heading !== REST && <Reset {...{ controls, changed }} />}
            />
            {heading === REST && children}
          </Group>
        );
      })}
    </div>
  );
}

interface GroupProps {
  readonly id: string;
  readonly heading: string;
  readonly isOpen: boolean;
  /** Parameters that differ from their defaults. */
  readonly changed: number;
  readonly children: ReactNode;
  onToggle(): void;
}

function Group({ id, heading, isOpen, changed, children, onToggle }: GroupProps) {
  return (
    <>
      <button
        type="button"
        className="group-head"
        id={`${id}-head`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={onToggle}
      >
        {heading}
        {changed > 0 && (
          <>
            {' '}
            <span className="changed" title={`${changed} changed`}>
              {changed}
              <span className="sr-only"> changed</span>
            </span>
          </>
        )}
      </button>
      <div className="group" id={id} role="group" aria-labelledby={`${id}-head`} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </>
  );
}

interface ResetProps {
  readonly controls: Given;
  readonly changed: readonly string[];
}

function Reset({ controls: { declaration, disabled, onChange }, changed }: ResetProps) {
  const reset = () =>
    onChange(Object.fromEntries(changed.map((name) => [name, declaration.params[name]!.default])));
  return (
    <div className="reset">
      <button type="button" disabled={disabled || changed.length === 0} onClick={reset}>
        Reset this stage
      </button>
      {changed.length > 0 && ` (${changed.length} changed)`}
    </div>
  );
}

/** That under which something was changed is what a reader comes back to. */
const firstOpen = (controls: Given, groups: readonly string[]) =>
  groups.find((group) => changedIn(controls, group).length > 0) ?? groups[0];

/** What can be set under a heading now. */
function namesIn({ declaration, settings, hidden }: Given, group: string): string[] {
  const { params } = declaration;
  return Object.keys(params).filter((name) => {
    const { menu, group: own = UNGROUPED } = params[name]!;
    return menu && own === group && !hidden.has(name) && applies(params, name, settings);
  });
}

const changedIn = (controls: Given, group: string): string[] =>
  namesIn(controls, group).filter(
    (name) => controls.settings[name] !== controls.declaration.params[name]!.default,
  );
