import { Component, type ReactNode } from 'react';
import { messageOf } from '../base/errors.ts';
import { pageTexts } from '../ui/texts/page.ts';
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
        <h1>{pageTexts.undrawn.what}</h1>
        <p>{problem}</p>
        <p>{pageTexts.undrawn.kept}</p>
        <button type="button" className="button" onClick={() => this.setState({ problem: null })}>
          {pageTexts.undrawn.again}
        </button>{' '}
        <button type="button" className="button" onClick={() => location.reload()}>
          {pageTexts.undrawn.reload}
        </button>
      </main>
    );
  }
}
