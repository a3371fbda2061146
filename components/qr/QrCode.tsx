/** A link as a QR code with its address below, to be shown or saved; one that is too long is told. */
import { download } from '../figure/lab/download.ts';
import { modulesOf, svgOf } from './qr.ts';
import { pngOf } from './png.ts';
import { QrPicture } from './QrPicture.tsx';

interface QrCodeProps {
  readonly address: string;
  /** Of the files, without their ending. */
  readonly name: string;
  onSaid(said: string): void;
}

type Made = { readonly modules: readonly (readonly boolean[])[] } | { readonly refused: string };

function make(address: string): Made {
  try {
    return { modules: modulesOf(address) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

export default function QrCode({ address, name, onSaid }: QrCodeProps) {
  const made = make(address);
  if ('refused' in made)
    return (
      <p className="qr-refused" role="alert">
        {made.refused}
      </p>
    );
  const { modules } = made;
  const savePng = async () => {
    try {
      download(`${name}-qr.png`, 'image/png', await pngOf(modules));
    } catch (error) {
      onSaid(`This did not work: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  return (
    <div className="qr">
      <QrPicture modules={modules} label="QR code of the address below it" />
      <p className="qr-address">{address}</p>
      <p className="qr-files">
        <button type="button" onClick={() => download(`${name}-qr.svg`, 'image/svg+xml', svgOf(modules))}>
          Save as SVG
        </button>{' '}
        <button type="button" onClick={() => void savePng()}>
          Save as PNG
        </button>
      </p>
    </div>
  );
}
