/** Opens a reader's own file of facts: chosen, dropped or pasted. What is wrong with it is told by line; what was understood is shown. */
import { useId, useRef, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { problemsShown, saveExample, type FactsFile, type Opened } from './factsFile.ts';
import type { UseFacts } from './useFacts.ts';

interface FactsProps {
  readonly settings: Settings;
  readonly facts: UseFacts;
}

const PASTED = 'pasted text';

export default function Facts({ settings, facts }: FactsProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState('');
  const { opened } = facts;

  const save = (kind: 'csv' | 'json') => void saveExample(String(settings['world']), kind);

  return (
    <div className="facts">
      <p>
        Open a JSON or CSV file of facts, drop it on the figure, or paste it below. It is read in this tab,
        sent nowhere and kept nowhere: reload, and it is gone. No patient data, please.
      </p>
      <div className="row">
        <button type="button" onClick={() => input.current?.click()}>
          Open a file
        </button>
        <input
          ref={input}
          type="file"
          accept=".csv,.json,.tsv,.txt"
          hidden
          aria-label="A file of facts"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void facts.open(file);
            event.target.value = ''; // the same file may be chosen again, mended
          }}
        />
        <button type="button" onClick={() => save('csv')}>
          Save the example as CSV
        </button>
        <button type="button" onClick={() => save('json')}>
          as JSON
        </button>
      </div>
      <div className="paste">
        <label htmlFor={`${id}-text`}>Or paste it here</label>
        <textarea
          id={`${id}-text`}
          rows={3}
          spellCheck={false}
          value={pasted}
          onChange={(event) => setPasted(event.target.value)}
        />
        <button type="button" disabled={pasted.trim() === ''} onClick={() => void facts.read(PASTED, pasted)}>
          Read this text
        </button>
      </div>
      {opened && !opened.ok && <Refused name={opened.name} problems={opened.problems} />}
      {opened?.ok && <Summary file={opened.file} />}
    </div>
  );
}

function Refused({ name, problems }: Omit<Extract<Opened, { ok: false }>, 'ok'>) {
  const { shown, more } = problemsShown(problems);
  return (
    <div role="alert" className="refusals">
      <b>
        {name} was not taken: {problems.length === 1 ? 'one thing is' : `${problems.length} things are`}{' '}
        wrong.
      </b>
      <ul>
        {shown.map(({ line, column, reason }, i) => (
          <li key={i}>
            Line {line}
            {column !== undefined && `, ${column}`}: {reason}.
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </div>
  );
}

const written = (count: number) => count.toLocaleString('en');

function Summary({ file }: { readonly file: FactsFile }) {
  const { title, rows, facts, questions, heldOut, words, verdicts, uncounted, examples } = file.understood;
  return (
    <div role="status">
      <b>
        {file.name}: {/[.!?…]$/.test(title) ? title : `${title}.`}
      </b>{' '}
      {written(rows)} rows, {written(facts)} facts (
      {verdicts.map(({ word, count }) => `${word} ${written(count)}`).join(', ')}), {written(questions)}{' '}
      questions, of which {written(heldOut)} are held out, {written(words)} words.
      {uncounted.length > 0 &&
        ` No held-out question counts for ${uncounted.join(' or ')}: read 0 there as “nothing to count”.`}{' '}
      Press Run.
      <ul>
        {examples.map(({ question, key }) => (
          <li key={question}>
            {question} <i>{key}</i>
          </li>
        ))}
      </ul>
    </div>
  );
}
