import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import type { ArchiveVerdict } from './archiveFile.ts';
import { Notice } from './Notice.tsx';
import { RunNotices } from './RunNotices.tsx';

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
          what={archive.ok ? 'Archive taken.' : 'Not this file.'}
          action={{ text: 'Close', act: onArchiveRead }}
        >
          {archive.note}
        </Notice>
      )}
    </>
  );
}

function ProblemNotice(): ReactElement | null {
  const problem = usePlayground((state) => state.run?.problem ?? null);
  const start = usePlayground((state) => state.start);
  const goOn = usePlayground((state) => state.goOn);
  const change = usePlayground((state) => state.changeSettings);
  const active = usePlayground((state) => isActive(state.run));
  if (problem === null) return null;
  const { what, why, remedy, action } = problem;
  const ways = {
    retry: { text: 'Try again', act: goOn },
    'use-synthetic': {
      text: 'Use synthetic images',
      act: () => {
        change({ dataset: 'synthetic' });
        start('run');
      },
    },
  };
  return (
    <Notice tone="error" what={what} action={action === undefined || active ? undefined : ways[action]}>
      {why} {remedy}
    </Notice>
  );
}

const LINK_PROBLEMS = {
  damaged: 'The link could not be opened.',
  newer: 'The link is newer than this page.',
  outside: 'The link holds no cells that this page knows.',
} as const;

function LinkNotice(): ReactElement | null {
  const problem = usePlayground((state) => state.linkProblem);
  const dismiss = usePlayground((state) => state.dismissLinkProblem);
  if (problem === null) return null;
  return (
    <Notice tone="error" what={LINK_PROBLEMS[problem.kind]} action={{ text: 'Close', act: dismiss }}>
      {problem.message}
    </Notice>
  );
}

/** Without WebGPU everything works but slower: said in ink, not in red. */
function EngineNotice(): ReactElement | null {
  const warning = usePlayground((state) => state.run?.environment?.warning ?? null);
  const backend = usePlayground((state) => state.run?.environment?.backend ?? null);
  const reason = usePlayground(missing);
  const remedy = usePlayground(({ capabilities: { gpu } }) => (gpu === null || gpu.ok ? '' : gpu.remedy));
  const secure = usePlayground((state) => state.capabilities.secureContext);
  if (backend !== null && backend !== 'webgpu') {
    return (
      <Notice
        tone="note"
        what={backend === 'webgl' ? 'Children train on WebGL.' : 'Children train on the CPU.'}
      >
        {warning} {remedy}
      </Notice>
    );
  }
  if (reason === null || backend === 'webgpu') return null;
  return (
    <Notice tone="note" what={secure ? reason : 'No WebGPU at this address.'}>
      {!secure && reason} Start runs on WebGL, or else on the CPU, which is slower; drawings and links work
      all the same. {remedy}
    </Notice>
  );
}

const missing = ({ capabilities: { gpu } }: PlaygroundState): string | null =>
  gpu === null || gpu.ok ? null : gpu.reason;
