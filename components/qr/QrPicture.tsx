/** The picture of a QR code. Its address stands beside it, for whoever has no camera. */
import { DARK, LIGHT, pathOf } from './qr.ts';

interface QrPictureProps {
  readonly modules: readonly (readonly boolean[])[];
  /** What the code leads to. */
  readonly label: string;
}

export function QrPicture({ modules, label }: QrPictureProps) {
  const size = modules.length;
  return (
    <svg
      className="qr-picture"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill={LIGHT} />
      <path d={pathOf(modules)} fill={DARK} />
    </svg>
  );
}
