import type { ReactElement } from 'react';
import type { PlaygroundState } from '../../../store/store.ts';
import { megabytes } from '../../format.ts';
import { usePaced } from '../../hooks/usePaced.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import '../../parts/styles/waiting.css';
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

function waitingFor({ run }: PlaygroundState): string {
  if (run === null) return `|${rewardTexts.empty}`;
  if (run.phase !== 'preparing') return '|';
  if (run.settings.rewards === 'table') return `|${rewardTexts.openingTable}`;
  if (run.toFit?.fittedTo === null && run.data === null) return `|${rewardTexts.probing}`;
  const { data } = run;
  if (data === null || data.stage === 'ready') return `|${rewardTexts.gettingReady}`;
  const figure = data.totalBytes > 0 ? megabytes(data.doneBytes, data.totalBytes) : '';
  return `${figure}|${data.detail}`;
}
