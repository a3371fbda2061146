/** The controls of an experiment, one row a parameter, made from its declaration. */
import { useId, useState, type ReactNode } from 'react';
import type { Declaration } from '../../../sim/experiment.ts';
import type { ChoiceParam, NumberParam, Param, Settings, TextParam } from '../../../sim/param.ts';
import { applies, clean, legalOf, read, write } from '../../../sim/settings.ts';
import { withMinus } from '../../writing.ts';
import { Deck, type Card } from './Deck.tsx';
import { Slider } from './Slider.tsx';
import { Symbol } from './symbol.tsx';

export interface ControlsProps {
  readonly declaration: Declaration;
  readonly settings: Settings;
  readonly disabled: boolean;
  /** The parameters in sight, or those of the menu. */
  readonly menu: boolean;
  /** Names of parameters whose controls an address hides. */
  readonly hidden: ReadonlySet<string>;
  /** Only those of this group; empty: only those of none. */
  readonly group?: string;
  /** Stands behind the last of them. */
  readonly end?: ReactNode;
  onChange(values: Partial<Settings>): void;
}

/** A heading that no group can have: nothing is declared without letters. */
export const UNGROUPED = '';

const isOf = (group: ControlsProps['group'], param: Param) =>
  group === undefined || (param.group ?? UNGROUPED) === group;

export function Controls({
  declaration,
  settings,
  disabled,
  menu,
  hidden,
  group,
  end,
  onChange,
}: ControlsProps) {
  const { id, params } = declaration;
  const shown = Object.entries(params).filter(
    ([name, param]) =>
      (param.menu ?? false) === menu &&
      isOf(group, param) &&
      !hidden.has(name) &&
      applies(params, name, settings),
  );
  const cards = shown.filter((each): each is [string, Card] => isCard(each[1]));
  const others = shown.filter(([, param]) => !isCard(param));
  return (
    <>
      {cards.length > 0 && <Deck {...{ cards, settings, disabled, onChange }} />}
      {others.length > 0 && (
        <div className="params">
          {others.map(([name, param]) => (
            <Control
              key={name}
              name={`${id}.${name}`}
              param={param}
              value={settings[name]!}
              disabled={disabled}
              onChange={(value) => onChange({ [name]: value })}
            />
          ))}
          {end}
        </div>
      )}
    </>
  );
}

const isCard = (param: Param): param is Card => param.kind === 'choice' && param.undecided !== undefined;

interface ControlProps<P extends Param> {
  readonly name: string;
  readonly param: P;
  readonly value: number | string;
  readonly disabled: boolean;
  onChange(value: number | string): void;
}

function Control(props: ControlProps<Param>) {
  const { param } = props;
  switch (param.kind) {
    case 'number':
      return <NumberControl {...props} param={param} />;
    case 'choice':
      return <ChoiceControl {...props} param={param} />;
    case 'text':
      return <TextControl {...props} param={param} />;
  }
}

interface NameProps {
  readonly param: Param;
  readonly htmlFor?: string;
  readonly id?: string;
  /** The id that its help gets, for what it describes. */
  readonly helpId: string;
  readonly disabled: boolean;
}

/** The name of a parameter, and its help behind a question mark: for pointer, finger and keyboard. */
function Name({ param, htmlFor, id, helpId, disabled }: NameProps) {
  const [open, setOpen] = useState(false);
  const Tag = htmlFor ? 'label' : 'span';
  return (
    <span className="param-name">
      <Tag {...(htmlFor && { htmlFor })} {...(id && { id })}>
        {param.symbol && (
          <>
            <Symbol tex={param.symbol} />
            {'\u00a0'}
          </>
        )}
        {param.label}
      </Tag>
      <button
        type="button"
        className="ask"
        disabled={disabled}
        aria-expanded={open}
        aria-controls={helpId}
        aria-label={`What is ${param.label}?`}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return;
          event.stopPropagation();
          setOpen(false);
        }}
      >
        ?
      </button>
      <span id={helpId} className={open ? 'help' : 'sr-only'}>
        {/* One text: of several, what is read aloud loses the spaces between. */}
        {param.kind === 'number' ? `${param.help} Legal: ${legalOf(param)}.` : param.help}
      </span>
    </span>
  );
}

/** More steps than this are not worth a slider. */
const SLIDER_STEPS = 1000;

function NumberControl({ name, param, value, disabled, onChange }: ControlProps<NumberParam>) {
  const id = useId();
  const steps = Math.round((param.max - param.min) / param.step);
  const slider = steps <= SLIDER_STEPS;
  const share = (x: number) => (x - param.min) / (param.max - param.min);
  const { major, minor } = graduation(steps);
  return (
    <div className="param">
      <Name
        param={param}
        htmlFor={slider ? `${id}-range` : `${id}-box`}
        helpId={`${id}-help`}
        disabled={disabled}
      />
      {slider ? (
        <span
          className="track"
          style={{ '--major': major, '--minor': minor, '--default': share(param.default) } as object}
        >
          <Slider
            id={`${id}-range`}
            name={name}
            aria-describedby={`${id}-help`}
            min={param.min}
            max={param.max}
            step={param.step}
            value={value as number}
            disabled={disabled}
            aria-valuetext={`${value}${param.unit ? ` ${param.unit}` : ''}`}
            onValue={onChange}
          />
        </span>
      ) : (
        <span className="track" />
      )}
      <NumberBox
        id={`${id}-box`}
        param={param}
        value={value as number}
        disabled={disabled}
        {...(!slider && { name })}
        onChange={onChange}
      />
    </div>
  );
}

/** How many long and short divisions a scale of so many steps gets. */
export function graduation(steps: number): { readonly major: number; readonly minor: number } {
  const divides = (n: number) => steps % n === 0;
  const major = [5, 4, 8, 10, 6, 3, 7, 2].find(divides) ?? 1;
  const minor =
    [40, 30, 25, 24, 20, 16, 12, 10, 50].find((n) => divides(n) && n % major === 0) ??
    (steps <= 50 ? steps : major);
  return { major, minor };
}

interface NumberBoxProps {
  readonly id: string;
  readonly param: NumberParam;
  readonly value: number;
  readonly disabled: boolean;
  readonly name?: string;
  onChange(value: number): void;
}

/** A comma is a decimal comma, but not where it could group thousands. */
function normalised(text: string, param: NumberParam): string {
  const grouped = Number.isInteger(param.step) && /,\d{3}$/.test(text);
  return text.replace('−', '-').replace(',', grouped ? ',' : '.');
}

/** Longer input is quoted in part. */
const QUOTED = 20;

function NumberBox({ id, param, value, disabled, name, onChange }: NumberBoxProps) {
  // While the reader types, the box shows what was typed: "-0" must be able to become "-0.5".
  const [draft, setDraft] = useState<string>();
  const [refused, setRefused] = useState<{ readonly text: string; readonly kept: number }>();
  const take = (text: string) => {
    const result = read(param, normalised(text, param));
    if (result.ok) onChange(result.value as number);
    return result.ok;
  };
  const settle = () => {
    if (draft !== undefined) setRefused(take(draft) ? undefined : { text: draft, kept: value });
    setDraft(undefined);
  };
  const told = refused?.kept === value ? refused.text : undefined;
  const shown = withMinus(write(value));
  return (
    <span className="number-box">
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        size={Math.max(4, String(value).length)}
        value={draft ?? shown}
        disabled={disabled}
        aria-label={`${param.label}, number`}
        aria-invalid={told !== undefined}
        {...(told !== undefined && { 'aria-describedby': `${id}-refused` })}
        {...(name && { name })}
        onChange={(event) => {
          setDraft(event.target.value);
          take(event.target.value);
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle();
        }}
      />
      {param.unit && <span className="unit">{param.unit}</span>}
      {told !== undefined && (
        <span className="refused" role="alert" id={`${id}-refused`}>
          “{told.length > QUOTED ? `${told.slice(0, QUOTED)}…` : told}” is not {legalOf(param)}; {shown} is
          kept.
        </span>
      )}
    </span>
  );
}

function ChoiceControl({ name, param, value, disabled, onChange }: ControlProps<ChoiceParam>) {
  const id = useId();
  return (
    <div className="param" role="radiogroup" aria-labelledby={id} aria-describedby={`${id}-help`}>
      <Name param={param} id={id} helpId={`${id}-help`} disabled={disabled} />
      <span className="cells">
        {Object.entries(param.choices).map(([choice, label]) => (
          <label key={choice} className="cell">
            <input
              type="radio"
              name={name}
              value={choice}
              checked={value === choice}
              disabled={disabled}
              onChange={() => onChange(choice)}
            />
            <span>{label}</span>
          </label>
        ))}
      </span>
    </div>
  );
}

function TextControl({ name, param, value, disabled, onChange }: ControlProps<TextParam>) {
  const id = useId();
  return (
    <div className="param param-text">
      <Name param={param} htmlFor={id} helpId={`${id}-help`} disabled={disabled} />
      <textarea
        id={id}
        name={name}
        aria-describedby={`${id}-help`}
        rows={param.lines ?? 2}
        maxLength={param.maxLength}
        value={value}
        disabled={disabled}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !param.lines) event.preventDefault(); // one paragraph
        }}
        onChange={(event) => onChange(clean(param, event.target.value))}
      />
    </div>
  );
}
