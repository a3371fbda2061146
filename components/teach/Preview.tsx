/** The figure as another page would show it: in a frame that may run scripts and nothing else. */
import { useEffect, useRef, useState } from 'react';
import { useNear } from './useNear.ts';

interface PreviewProps {
  readonly address: string;
  readonly title: string;
}

/** A slider that is being moved does not load the figure at each step. */
const REST_MS = 500;
/** Until the figure tells its own. */
const HEIGHT = 640;

export function Preview({ address, title }: PreviewProps) {
  const { place, near } = useNear<HTMLDivElement>();
  const frame = useRef<HTMLIFrameElement>(null);
  const [shown, setShown] = useState(address);
  const [height, setHeight] = useState(HEIGHT);
  useEffect(() => {
    const timer = setTimeout(() => setShown(address), REST_MS);
    return () => clearTimeout(timer);
  }, [address]);
  useEffect(() => {
    const hear = ({ data, source }: MessageEvent<{ type?: unknown; height?: unknown } | null>) => {
      if (source !== frame.current?.contentWindow || data?.type !== 'lab:height') return;
      if (typeof data.height === 'number') setHeight(data.height);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);
  // A new frame for a new address: in the old one it would be a step in the history of this page.
  return (
    <div className="preview" ref={place} style={{ minHeight: height }}>
      {near && (
        <iframe
          key={shown}
          ref={frame}
          src={shown}
          title={`Preview: ${title}`}
          height={height}
          sandbox="allow-scripts"
        />
      )}
    </div>
  );
}
