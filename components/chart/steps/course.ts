/** Stops of a reader on a chart, and the courses that they lie on. */
export interface Stop {
  /** In units of the chart's axes; a bar stands at its name. */
  readonly x: number;
  readonly y: number | string;
  /** "held-out, epoch 12, 0.42 nats" */
  readonly said: string;
}

/** A curve, a cloud of dots, a row of cells, or all bars. */
export interface Course {
  readonly stops: readonly Stop[];
  /** What one of its stops is. */
  readonly kind: 'point' | 'bar' | 'column';
}

/** "held-out, epoch 12, 0.42 nats, point 12 of 60" */
export const announced = ({ stops, kind }: Course, at: number): string =>
  `${stops[at]!.said}, ${kind} ${at + 1} of ${stops.length}`;

/** Of a course, the stop that is nearest to a place along x; where several are equally near, the first. */
export function nearest({ stops }: Course, x: number): number {
  let best = 0;
  stops.forEach((stop, i) => {
    if (Math.abs(stop.x - x) < Math.abs(stops[best]!.x - x)) best = i;
  });
  return best;
}
