import type { ReactElement } from 'react';
import { ChooseFile } from '../notices/ChooseFile.tsx';
import { type GivenFile, useTakeFiles } from '../notices/useGivenFiles.ts';
import { runsTexts } from '../texts/runs/runs.ts';

export interface ImportRunProps {
  readonly onTaken: (given: readonly GivenFile[]) => void;
}

/** Takes in runs' files, from this page or from the command line, and what else may be dropped; no run is replaced by one. */
export function ImportRun({ onTaken }: ImportRunProps): ReactElement {
  const take = useTakeFiles();
  return (
    <ChooseFile
      {...runsTexts.import}
      accept=".json,.txt,.py,.log,.gz,.tgz,.tar,.safetensors,.zip,application/json"
      multiple
      onChosen={async (files) => onTaken(await take(files, 'list'))}
    />
  );
}
