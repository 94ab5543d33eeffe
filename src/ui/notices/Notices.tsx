import { type ReactElement, Suspense } from 'react';
import { archivedInfo, STAND_IN } from '../../data/infos.ts';
import { usePlayground } from '../../store/context.ts';
import { isActive } from '../../store/store.ts';
import { loadedDialog } from '../parts/loadedDialog.tsx';
import type { LentNoticeProps } from '../share/LentNotice.tsx';
import { commonTexts } from '../texts/common.ts';
import { givenText, givenTone, givenWhat, type ToldFile } from '../texts/notices/archive.ts';
import { gpuLackText, gpuRemedy, noticesTexts, saidOnce } from '../texts/notices/notices.ts';
import { goOnAnywhere, linkProblem, runProblem, useSynthetic } from '../texts/notices/problems.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { NewVersionNotice } from './NewVersionNotice.tsx';
import { Notice } from './Notice.tsx';
import { RunNotices } from './RunNotices.tsx';
import type { TakenNoticeProps } from './TakenNotice.tsx';
import { type GivenFile, useTakeFiles } from './useGivenFiles.ts';
import { wayOn } from './wayOn.ts';

export interface NoticesProps {
  /** What became of the files that were given last. */
  readonly given: readonly GivenFile[];
  readonly onRead: (one: GivenFile) => void;
}

/** Everything that a person has to be told, above the cells; results stay. */
export function Notices({ given, onRead }: NoticesProps): ReactElement {
  return (
    <>
      <ProblemNotice />
      <RunNotices />
      <LinkNotice />
      <LinkSettings />
      <EngineNotice />
      <CellsNotice />
      <NewVersionNotice />
      {given
        .filter((one) => one.kind !== 'cells')
        .map((one) => (
          <GivenNotice key={one.number} given={one} onRead={() => onRead(one)} />
        ))}
    </>
  );
}

function GivenNotice({ given, onRead }: { given: ToldFile; onRead: () => void }): ReactElement {
  const open = usePlayground((state) => state.openRun);
  const busy = usePlayground((state) => isActive(state.run));
  const id = given.kind === 'run' && !busy ? given.id : null;
  const close = { text: commonTexts.close, act: onRead };
  const show = id !== null && {
    text: noticesTexts.openRun,
    act: () => {
      onRead();
      void open(id);
    },
  };
  return (
    <Notice
      tone={givenTone(given)}
      what={givenWhat(given)}
      action={show || close}
      other={show ? close : undefined}
    >
      {givenText(given)}
    </Notice>
  );
}

function ProblemNotice(): ReactElement | null {
  const problem = usePlayground((state) => state.run?.problem ?? null);
  const start = usePlayground((state) => state.start);
  const goOn = usePlayground((state) => state.goOn);
  const anywhere = usePlayground((state) => state.goOnAnywhere);
  const change = usePlayground((state) => state.changeSettings);
  const active = usePlayground((state) => isActive(state.run));
  const hasArchive = usePlayground((state) => state.archive !== null);
  const title = useArchivedTitle();
  const leave = usePlayground((state) => state.useArchive);
  if (problem === null) return null;
  const way = wayOn(problem, hasArchive);
  const { what, rest } = runProblem(problem, way === 'other-archive');
  const ways = {
    retry: { text: commonTexts.tryAgain, act: goOn },
    'other-archive': {
      text: noticesTexts.ownImages(title),
      act: () => {
        leave(null);
        goOn();
      },
    },
    'use-synthetic': {
      text: useSynthetic,
      act: () => {
        change({ dataset: STAND_IN });
        start('run');
      },
    },
  };
  const offered = active ? null : way;
  return (
    <Notice
      tone="error"
      what={what}
      action={offered === null ? undefined : ways[offered]}
      other={problem.kind === 'backend-gone' && !active ? { text: goOnAnywhere, act: anywhere } : undefined}
      more={offered === 'other-archive' && <OtherArchive onTaken={goOn} />}
    >
      {rest}
    </Notice>
  );
}

const useArchivedTitle = (): string =>
  usePlayground((state) => archivedInfo(state.settings.dataset).menuTitle);

/** Goes on at once with an archive that can be one. */
function OtherArchive({ onTaken }: { onTaken: () => void }): ReactElement {
  const take = useTakeFiles();
  const title = useArchivedTitle();
  return (
    <ChooseFile
      text={noticesTexts.otherArchive}
      field={noticesTexts.otherArchiveField(title)}
      accept=".gz,.tgz,.tar"
      onChosen={async (files) => {
        const given = await take(files);
        if (given.some((one) => one.kind === 'archive' && one.verdict.ok)) onTaken();
      }}
    />
  );
}

function LinkNotice(): ReactElement | null {
  const problem = usePlayground((state) => state.linkProblem);
  const dismiss = usePlayground((state) => state.dismissLinkProblem);
  if (problem === null) return null;
  const { what, rest } = linkProblem(problem);
  return (
    <Notice tone="error" what={what} action={{ text: commonTexts.close, act: dismiss }}>
      {rest}
    </Notice>
  );
}

const openLentNotice = loadedDialog<LentNoticeProps>(
  async () => (await import('../share/LentNotice.tsx')).LentNotice,
);

/** Settings that a link brought, until they are started. */
function LinkSettings(): ReactElement | null {
  const lent = usePlayground((state) => state.lent);
  // The editor's row says whose settings these are, and gives one's own back.
  const isContest = usePlayground((state) => state.contest !== null);
  const keepOwn = usePlayground((state) => state.keepOwnSettings);
  if (lent === null || isContest) return null;
  const LentNotice = openLentNotice();
  return (
    <Suspense>
      <LentNotice lent={lent} onClose={keepOwn} />
    </Suspense>
  );
}

const openTaken = loadedDialog<TakenNoticeProps>(async () => (await import('./TakenNotice.tsx')).TakenNotice);

/** Of cells that were given to the page. */
function CellsNotice(): ReactElement | null {
  const taken = usePlayground((state) => state.taken);
  const dismiss = usePlayground((state) => state.dismissTaken);
  if (taken === null) return null;
  const TakenNotice = openTaken();
  return (
    <Suspense>
      <TakenNotice taken={taken} onClose={dismiss} />
    </Suspense>
  );
}

/** Without a graphics card everything works but slower: said in ink, not in red. */
function EngineNotice(): ReactElement | null {
  const warning = usePlayground((state) => state.run?.environment?.warning ?? null);
  // What plays by itself says nothing of where children would train.
  const backend = usePlayground(({ run }) => (run?.isPreview ? null : (run?.environment?.backend ?? null)));
  const gpu = usePlayground((state) => state.capabilities.gpu);
  // The headline of a first visit says it in a line.
  const isSaid = usePlayground(({ run }) => run?.isPreview === true);
  const lack = gpu === null || gpu.ok || isSaid ? null : gpu;
  if (backend === 'webgpu' || (backend === 'wasm' && warning === null)) return null;
  if (backend !== null) {
    const place = noticesTexts.trainsOn[backend];
    return (
      <Notice tone="note" what={place}>
        {saidOnce(place, warning, backend === 'wasm' ? null : lack && gpuRemedy(lack))}
      </Notice>
    );
  }
  if (lack === null) return null;
  const { what, rest } = gpuLackText(lack);
  return (
    <Notice tone="note" what={what}>
      {rest}
    </Notice>
  );
}
