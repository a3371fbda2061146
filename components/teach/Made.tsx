/** What the link maker has made: the link, the code for another page, the QR code; each is one press away. */
import { lazy, Suspense, useState } from 'react';
import type { Declaration } from '../../sim/experiment.ts';
import { copied } from '../figure/lab/copy.ts';
import { embedCode } from '../figure/lab/describe.ts';

const QrCode = lazy(() => import('../qr/QrCode.tsx'));

interface MadeProps {
  readonly declaration: Declaration;
  /** Of the figure where it was asked for, and alone: a frame holds nothing else. */
  readonly link: string;
  readonly alone: string;
}

export function Made({ declaration, link, alone }: MadeProps) {
  const [qr, setQr] = useState(false);
  const [said, setSaid] = useState('');
  const code = embedCode(declaration, alone);
  const copy = (text: string, done: string) => void copied(text, done).then(setSaid);
  return (
    <div className="made">
      <label>
        Link
        <textarea readOnly rows={3} value={link} onFocus={(event) => event.target.select()} />
      </label>
      <p className="row">
        <button type="button" className="button" onClick={() => copy(link, 'Link copied.')}>
          Copy link
        </button>
        <button type="button" onClick={() => copy(code, 'Embed code copied.')}>
          Copy embed code
        </button>
        <button type="button" aria-expanded={qr} onClick={() => setQr(!qr)}>
          QR code
        </button>
        <a href={link}>Open</a>
      </p>
      <p className="said" role="status">
        {said}
      </p>
      {qr && (
        <Suspense>
          <QrCode address={link} name={declaration.id} onSaid={setSaid} />
        </Suspense>
      )}
      <details>
        <summary>The embed code</summary>
        <pre>
          <code>{code}</code>
        </pre>
      </details>
    </div>
  );
}
