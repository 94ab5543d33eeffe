import { Component, type ReactNode } from 'react';
import { messageOf } from '../base/errors.ts';
import './Boundary.css';

interface BoundaryState {
  readonly problem: string | null;
}

/** Stands in for the page where drawing it failed: says so, and offers the one way on there is. */
export class Boundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override readonly state: BoundaryState = { problem: null };

  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { problem: messageOf(thrown) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <main className="boundary" role="alert">
        <h1>The page could not be drawn.</h1>
        <p>{problem}</p>
        <p>
          Settings and pinned cells are kept in this browser. A search that was running goes on until you
          reload.
        </p>
        <button type="button" className="button" onClick={() => this.setState({ problem: null })}>
          Draw it again
        </button>{' '}
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      </main>
    );
  }
}
