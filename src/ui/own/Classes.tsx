import type { ReactElement } from 'react';
import type { Judged } from '../../data/own/judge.ts';
import { usePlayground } from '../../store/context.ts';
import { whole } from '../format.ts';
import { ownTexts } from '../texts/own.ts';
import '../parts/styles/link.css';
import './OwnDialog.css';

/** The classes of a set that is being put together. */
export function Classes({ classes }: Pick<Judged, 'classes'>): ReactElement {
  const busy = usePlayground((state) => state.importing.reading !== null);
  const change = usePlayground((state) => state.importPictures);
  return (
    <table className="own-classes" aria-label={ownTexts.table}>
      <thead>
        <tr>
          <th scope="col">{ownTexts.class}</th>
          <th scope="col">{ownTexts.pictures}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {classes.map(({ label, count }) => (
          <tr key={label}>
            <td>{label}</td>
            <td className="num">{whole(count)}</td>
            <td>
              <button
                type="button"
                className="link"
                aria-label={ownTexts.leaveOutName(label)}
                aria-disabled={busy}
                onClick={() => busy || change({ type: 'drop', label })}
              >
                {ownTexts.leaveOut}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
