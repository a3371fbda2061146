/** The report of the run that the monitor shows, to be read, copied and saved. */
import { useEffect, useState } from 'react';
import { download } from '../lab/download.ts';
import type { Known } from '../runs/savedRun.ts';
import { hearChosen } from './chosen.ts';
import { reportOf } from './report.ts';

interface ReportProps {
  readonly known: Known;
  readonly commit: string;
  /** Of the recorded default run, written at build. */
  readonly recorded: string;
}

export default function Report({ known, commit, recorded }: ReportProps) {
  const [text, setText] = useState(recorded);
  const [said, setSaid] = useState('');
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    return hearChosen(({ history, own }) => {
      const ours = own && { seconds: own.seconds, ...(own.file !== undefined && { file: own.file }) };
      setText(reportOf({ experiment: known, history, commit, ...ours }));
      setSaid('');
    });
  }, [known, commit]);

  const copy = () => {
    // Without a clipboard (an insecure page, a frame that may not) the text below can be selected.
    void Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => setSaid('Copied.'),
        () => setSaid('This browser does not let the page copy; select the text below.'),
      );
  };
  return (
    <div className="training-report run-tools">
      <div className="row needs-script">
        <button type="button" disabled={!ready} onClick={copy}>
          Copy the report
        </button>
        <button
          type="button"
          disabled={!ready}
          onClick={() => download('training-report.md', 'text/markdown', text)}
        >
          Download
        </button>
        <span role="status">{said}</span>
      </div>
      <pre tabIndex={0} role="region" aria-label="Training report">
        <code>{text}</code>
      </pre>
    </div>
  );
}
