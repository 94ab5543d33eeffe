import type { ReactElement } from 'react';
import type { PlaygroundState } from '../../store/store.ts';
import { megabytes } from '../format.ts';
import { usePaced } from '../hooks/usePaced.ts';
import '../parts/waiting.css';
import './Waiting.css';

/** In the chart's place before its first dot: what will be here, or what is being waited for. */
export function Waiting(): ReactElement | null {
  const [figure = '', sentence = ''] = usePaced(waitingFor).split('|');
  if (sentence === '') return null;
  return (
    <div className="waiting">
      {figure !== '' && <p className="waiting-figure">{figure}</p>}
      <p>{sentence}</p>
    </div>
  );
}

const EMPTY =
  'Start a search: pairs of cells are proposed, each is trained here, and its accuracy on held-out images becomes a dot.';

function waitingFor({ run }: PlaygroundState): string {
  if (run === null) return `|${EMPTY}`;
  if (run.phase !== 'preparing') return '|';
  const { data } = run;
  if (data === null || data.stage === 'ready') return '|Getting the engine ready.';
  const figure = data.totalBytes > 0 ? megabytes(data.doneBytes, data.totalBytes) : '';
  return `${figure}|${data.detail}`;
}
