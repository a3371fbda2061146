/** Holds what goes wrong in an island: its controls are lost, and the reader is told; the picture is the page's, and stays. */
import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly broken: boolean;
}

/** A class, since React tells of an error to no function. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: false };

  static getDerivedStateFromError(): BoundaryState {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <p className="told" role="alert">
        The controls of this figure have stopped working; reload the page to get them back. The picture is the
        last one drawn.
      </p>
    );
  }
}
