import type { ReactElement } from 'react';
import { STAND_IN } from '../../data/infos.ts';
import { usePlayground } from '../../store/context.ts';
import { isActive } from '../../store/store.ts';
import { archiveText } from '../texts/archive.ts';
import { commonTexts } from '../texts/common.ts';
import { gpuLackText, gpuRemedy, noticesTexts, saidOnce } from '../texts/notices.ts';
import { goOnAnywhere, linkProblem, runProblem, useSynthetic } from '../texts/problems.ts';
import type { ArchiveVerdict } from './archiveFile.ts';
import { Notice } from './Notice.tsx';
import { RunNotices } from './RunNotices.tsx';
import { wayOn } from './wayOn.ts';

export interface NoticesProps {
  /** What was said of the last file that was dropped. */
  readonly archive: ArchiveVerdict | null;
  readonly onArchiveRead: () => void;
}

/** Everything that a person has to be told, above the cells; results stay. */
export function Notices({ archive, onArchiveRead }: NoticesProps): ReactElement {
  return (
    <>
      <ProblemNotice />
      <RunNotices />
      <LinkNotice />
      <EngineNotice />
      {archive && (
        <Notice
          tone={archive.ok ? 'note' : 'error'}
          what={archive.ok ? noticesTexts.archiveTaken : noticesTexts.archiveRefused}
          action={{ text: commonTexts.close, act: onArchiveRead }}
        >
          {archiveText(archive)}
        </Notice>
      )}
    </>
  );
}

function ProblemNotice(): ReactElement | null {
  const problem = usePlayground((state) => state.run?.problem ?? null);
  const start = usePlayground((state) => state.start);
  const goOn = usePlayground((state) => state.goOn);
  const anywhere = usePlayground((state) => state.goOnAnywhere);
  const change = usePlayground((state) => state.changeSettings);
  const active = usePlayground((state) => isActive(state.run));
  if (problem === null) return null;
  const { what, rest } = runProblem(problem);
  const ways = {
    retry: { text: commonTexts.tryAgain, act: goOn },
    'use-synthetic': {
      text: useSynthetic,
      act: () => {
        change({ dataset: STAND_IN });
        start('run');
      },
    },
  };
  const way = wayOn(problem);
  return (
    <Notice
      tone="error"
      what={what}
      action={way === null || active ? undefined : ways[way]}
      other={problem.kind === 'backend-gone' && !active ? { text: goOnAnywhere, act: anywhere } : undefined}
    >
      {rest}
    </Notice>
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

/** Without WebGPU everything works but slower: said in ink, not in red. */
function EngineNotice(): ReactElement | null {
  const warning = usePlayground((state) => state.run?.environment?.warning ?? null);
  const backend = usePlayground((state) => state.run?.environment?.backend ?? null);
  const gpu = usePlayground((state) => state.capabilities.gpu);
  const lack = gpu === null || gpu.ok ? null : gpu;
  if (backend !== null && backend !== 'webgpu') {
    const slow = noticesTexts.slowBackend[backend];
    return (
      <Notice tone="note" what={slow}>
        {saidOnce(slow, warning, lack && gpuRemedy(lack))}
      </Notice>
    );
  }
  if (lack === null || backend === 'webgpu') return null;
  const { what, rest } = gpuLackText(lack);
  return (
    <Notice tone="note" what={what}>
      {rest}
    </Notice>
  );
}
