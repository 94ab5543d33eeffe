import { type ReactElement, useMemo, useState } from 'react';
import type { ExportFormat } from '../../../exports/formats.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownImported } from '../../../store/shown/imported.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import { tip } from '../../parts/tips/tip.ts';
import { saveFile } from '../../runs/saveFile.ts';
import { shareTexts } from '../../texts/share.ts';
import type { Shared } from '../useShared.ts';
import { askForFile } from './askForFile.ts';
import { importedAsTaken, namedChild, type TakenChild, takenChild } from './takenChild.ts';
import '../Entries.css';
import './WithWeights.css';

const texts = shareTexts.weights;
const FORMATS = ['onnx', 'pytorch', 'tfjs', 'zip'] as const satisfies readonly ExportFormat[];

export interface WithWeightsProps {
  readonly shared: Shared;
  readonly settings: Settings;
  /** With the names of a person's own classes. */
  readonly withNames: boolean;
}

/** The child that is shown as files of other frameworks. */
export function WithWeights({ shared, settings, withNames }: WithWeightsProps): ReactElement {
  const { architecture, name, isOfRun, isTraining } = shared;
  const shown = usePlayground((state) => shownPair(state).trial);
  const run = usePlayground((state) => state.run);
  const { deviationOf } = useRecipes();
  const [refused, setRefused] = useState<string | null>(null);
  const number = isOfRun && !isTraining ? shown : null;
  const shownChild = usePlayground(shownImported);
  const imported = shownChild?.architecture === architecture ? shownChild : null;
  const taken = useMemo(
    () =>
      imported === null
        ? takenChild(run, { name, architecture, number, settings, deviation: deviationOf(settings) })
        : importedAsTaken(imported),
    [imported, run, name, architecture, number, settings, deviationOf],
  );
  const take = async (format: ExportFormat): Promise<void> => {
    setRefused(null);
    const told = await askForFile(withNames ? namedChild(taken) : taken, format);
    if ('failed' in told) setRefused(texts.failed(told.failed));
    else saveFile(told.name, new Blob([told.bytes], { type: 'application/octet-stream' }));
  };
  return (
    <section className="with-weights">
      <h3>{texts.title}</h3>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would repeat the heading */}
      <div className="entries-acts" role="group" aria-label={texts.name}>
        {FORMATS.map((format) => (
          <button
            key={format}
            type="button"
            className="link entry"
            {...tip(texts.says[format])}
            onClick={() => void take(format)}
          >
            {texts.formats[format]}
          </button>
        ))}
      </div>
      <p>{imported === null ? whereFrom(taken) : texts.imported(imported.file)}</p>
      {refused !== null && (
        <p className="entries-note" role="alert">
          {refused}
        </p>
      )}
    </section>
  );
}

function whereFrom({ origin, trained }: TakenChild): string {
  if (origin.kind === 'drawn') return texts.drawn[trained](origin.seed);
  const { accuracy } = origin;
  return texts.kept(accuracy && texts.figure(accuracy.share, accuracy.on));
}
