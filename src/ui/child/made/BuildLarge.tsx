import { type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react';
import { datasetInfo } from '../../../data/infos.ts';
import { childCounts } from '../../../settings/childGraph.ts';
import { FULL_RECIPES, type FullRecipe, fullTraining, PAPER_SIZE } from '../../../settings/fullTraining.ts';
import { describeProblem, type Settings, validateSettings } from '../../../settings/settings.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { isActive } from '../../../store/store.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Words } from '../../parts/Words.tsx';
import { buildLargeTexts as texts } from '../../texts/child/buildLarge.ts';
import '../../parts/Dialog.css';
import '../../parts/styles/row.css';
import '../../parts/styles/button.css';
import './BuildLarge.css';

export interface BuildLargeProps {
  readonly architecture: Architecture;
  readonly onClose: () => void;
}

/** A pause in typing after which a step is measured, ms. */
const PAUSE = 700;

/** The form of a full training: what it will cost and how long it takes here is said before it begins. */
export function BuildLarge({ architecture, onClose }: BuildLargeProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const base = usePlayground((state) => state.run?.settings ?? state.settings);
  const [recipe, setRecipe] = useState<FullRecipe>('paper');
  const [cells, setCells] = useState(String(PAPER_SIZE.cellsPerStage));
  const [filters, setFilters] = useState(String(PAPER_SIZE.filters));
  const [epochs, setEpochs] = useState('600');
  const asked = [recipe, cells, filters, epochs].join();
  /** What could not begin: something else may. */
  const [refused, setRefused] = useState<string | null>(null);
  const isBusy = usePlayground((state) => isActive(state.run) && !state.run.isPreview);
  const build = usePlayground((state) => state.buildLarge);
  const wanted = useMemo(
    () => wantedOf(architecture, base, recipe, { cells, filters, epochs }),
    [architecture, base, recipe, cells, filters, epochs],
  );
  const settings = wanted.settings;
  const isKnown = useMeasured(settings, architecture, isBusy);
  const ids = useId();
  const begin = async (): Promise<void> => {
    if (settings === null || isBusy || !isKnown) return;
    const name = texts.runName(settings.cellsPerStage, settings.filters, settings.epochs);
    if (await build({ name, settings, architecture })) dialog.current?.close();
    else setRefused(asked);
  };
  return (
    <Dialog
      dialog={dialog}
      className="build-large"
      name={texts.name}
      closeName={texts.close}
      onClose={onClose}
    >
      <div className="dialog-form">
        <div className="dialog-row">
          <span aria-hidden="true">{texts.recipe}</span>
          <Words
            name={texts.recipe}
            words={FULL_RECIPES.map((id) => [id, texts.recipes[id], null] as const)}
            chosen={recipe}
            onChoose={(id) => {
              setRecipe(id);
              setEpochs(String(id === 'paper' ? 600 : base.epochs));
            }}
          />
        </div>
        {settings !== null && <p className="dialog-note">{texts.recipeSays(recipe, settings)}</p>}
        <NumberRow label={texts.normal} value={cells} onChange={setCells} />
        <NumberRow label={texts.filters} value={filters} onChange={setFilters} />
        <NumberRow label={texts.epochs} value={epochs} onChange={setEpochs} />
        {settings === null ? (
          <p className="row-problem" role="alert">
            {wanted.problem}
          </p>
        ) : (
          <p className="build-large-cost" id={`${ids}-cost`} role="status">
            <Cost settings={settings} architecture={architecture} isBusy={isBusy} />
          </p>
        )}
        {refused === asked && (
          <p className="row-problem" role="alert">
            {texts.notBegun}
          </p>
        )}
        <p className="dialog-note">{texts.note}</p>
        <button
          type="button"
          className="button build-large-start"
          aria-disabled={settings === null || isBusy || !isKnown}
          aria-describedby={`${ids}-cost`}
          onClick={() => void begin()}
        >
          {texts.start}
        </button>
      </div>
    </Dialog>
  );
}

function NumberRow({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  return (
    <label className="dialog-row">
      <span>{label}</span>
      <input
        className="num"
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

function Cost({
  settings,
  architecture,
  isBusy,
}: {
  readonly settings: Settings;
  readonly architecture: Architecture;
  readonly isBusy: boolean;
}): ReactElement {
  const told = usePlayground((state) => state.measuredFull?.told ?? null);
  const { trainable, multiplyAdds } = useMemo(
    () => childCounts(architecture, settings),
    [architecture, settings],
  );
  return (
    <>
      {texts.counts(trainable, multiplyAdds)}{' '}
      {isBusy
        ? texts.busy
        : told === null
          ? texts.measuring
          : told.ok
            ? texts.time(told.value.seconds, told.value.steps, told.value.step)
            : texts.unmeasured(told.error)}
    </>
  );
}

interface Typed {
  readonly cells: string;
  readonly filters: string;
  readonly epochs: string;
}

/** Null, with a sentence, where what was typed is no training. */
function wantedOf(
  architecture: Architecture,
  base: Settings,
  recipe: FullRecipe,
  { cells, filters, epochs }: Typed,
): { readonly settings: Settings | null; readonly problem: string } {
  const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
  const [imageSize = base.imageSize] = datasetInfo(base.dataset).sizes as readonly Settings['imageSize'][];
  const changes = {
    cellsPerStage: number(cells),
    filters: number(filters),
    epochs: number(epochs),
    ...(recipe === 'paper' && { imageSize }),
  };
  const valid = validateSettings(fullTraining({ architecture, base, recipe, changes }));
  if (valid.ok) return { settings: valid.value, problem: '' };
  return { settings: null, problem: valid.error.map((one) => describeProblem(one)).join(' ') };
}

/** Has a step measured once typing pauses; answers whether what came of it is known. */
function useMeasured(settings: Settings | null, architecture: Architecture, isBusy: boolean): boolean {
  const measure = usePlayground((state) => state.measureFull);
  const forget = usePlayground((state) => state.forgetMeasured);
  const isKnown = usePlayground((state) => (state.measuredFull?.told ?? null) !== null);
  useEffect(() => {
    if (settings === null || isBusy) return;
    const timer = setTimeout(() => measure(settings, architecture), PAUSE);
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [settings, architecture, isBusy, measure, forget]);
  return isKnown;
}
