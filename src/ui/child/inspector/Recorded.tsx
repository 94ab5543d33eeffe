import type { ReactElement } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { recordedChild } from '../../texts/child/layer/inspection.ts';
import './images/Confusion.css';

/** Of a child that a recording tells of: that it does, and the way to the real one. */
export function Recorded({ trial }: { readonly trial: number }): ReactElement {
  const inspect = usePlayground((state) => state.inspect);
  const lack = usePlayground(({ inspection }) => inspection?.lack ?? null);
  return (
    <>
      <p className="low-says" role="status">
        {lack !== null && recordedChild.lack[lack]}
      </p>
      <p className="low-says">
        {recordedChild.says}{' '}
        <button type="button" className="link" onClick={() => inspect(trial)}>
          {recordedChild.train}
        </button>
      </p>
    </>
  );
}
