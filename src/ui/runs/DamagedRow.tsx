import { type ReactElement, useState } from 'react';
import type { DamagedRun } from '../../storage/runStorage.ts';
import { usePlayground } from '../../store/context.ts';
import { runsTexts } from '../texts/runs/runs.ts';
import { Act, Delete } from './RunRow.tsx';
import { saveFile } from './saveFile.ts';
import './RunRow.css';

/** A run of which nobody can tell more than that it is there. */
export function DamagedRow({ id, name }: DamagedRun): ReactElement {
  const save = usePlayground((state) => state.exportDamaged);
  const [deleting, setDeleting] = useState(false);
  const { damaged, export: out } = runsTexts;
  return (
    <li className="runs-row">
      <span className="runs-name">{damaged.name(name)}</span>
      <span className="runs-facts">{damaged.fact}</span>
      <span className="runs-acts">
        <Act
          text={out.text}
          says={damaged.export}
          blocked={null}
          act={async () => {
            const text = await save(id);
            if (text !== null) saveFile(damaged.file, text);
          }}
        />
        {deleting ? (
          <Delete id={id} onDone={() => setDeleting(false)} />
        ) : (
          <Act
            text={runsTexts.delete.text}
            says={runsTexts.delete.says}
            blocked={null}
            act={() => setDeleting(true)}
          />
        )}
      </span>
    </li>
  );
}
