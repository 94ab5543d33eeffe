import { memo, type ReactElement } from 'react';
import { OperationTile } from '../../../charts/cell/OperationTile.tsx';
import { SETTINGS } from '../../../settings/settings.ts';
import { OPERATIONS, type OperationId } from '../../../space/operations/index.ts';
import { ORDERED_OPERATIONS } from '../../parts/orderedOperations.ts';
import { tip } from '../../parts/tips/tip.ts';
import { settingsTexts } from '../../texts/search/settings.ts';
import { SettingLabel } from './SettingLabel.tsx';
import '../../parts/styles/row.css';
import './Operations.css';

export interface OperationsProps {
  readonly chosen: readonly OperationId[];
  readonly locked: boolean;
  readonly problem: string | null;
  readonly onChange: (chosen: readonly OperationId[]) => void;
}

/** Legend of the drawings and set of toggles in one. */
export const Operations = memo(function Operations(props: OperationsProps): ReactElement {
  const { chosen, locked, problem, onChange } = props;
  const toggle = (id: OperationId): void => {
    const on = OPERATIONS.filter((operation) => chosen.includes(operation.id) !== (operation.id === id));
    onChange(on.map((operation) => operation.id));
  };
  return (
    <>
      <div className="row" data-tip={SETTINGS.operations.description}>
        <span>
          <SettingLabel setting="operations" label={settingsTexts.operations.label} />
        </span>
        <span className="row-value">{settingsTexts.operations.chosen(chosen.length, OPERATIONS.length)}</span>
      </div>
      <div className="operations">
        {ORDERED_OPERATIONS.map(({ id, label, description }) => {
          const name = label.join(' ');
          const on = chosen.includes(id);
          const says = settingsTexts.operations.says(name, description);
          return locked ? (
            <span
              key={id}
              className="operation"
              role="img"
              aria-label={on ? name : settingsTexts.operations.leftOut(name)}
              data-tip={says}
            >
              <OperationTile operation={id} off={!on} />
            </span>
          ) : (
            <button
              key={id}
              type="button"
              className="operation"
              aria-pressed={on}
              aria-label={name}
              {...tip(says)}
              onClick={() => toggle(id)}
            >
              <OperationTile operation={id} off={!on} />
            </button>
          );
        })}
      </div>
      {problem !== null && (
        <p className="row-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
});
