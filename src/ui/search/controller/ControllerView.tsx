import { type ReactElement, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { knownBefore } from '../../../search/waves/waves.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { STRATEGIES } from '../../../strategies/list.ts';
import { useBodyHeight } from '../../child/cells/useCellHeight.ts';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { rem } from '../../hooks/useScale.ts';
import { Notice } from '../../notices/Notice.tsx';
import { controllerTexts as texts } from '../../texts/charts/controller.ts';
import { PanelFacts } from '../panels/facts.tsx';
import type { ViewProps } from '../panels/view.ts';
import { Evolution } from './Evolution.tsx';
import { Local } from './Local.tsx';
import { Linear } from './linear/Linear.tsx';
import { Score } from './Score.tsx';
import { type Story, storyOf } from './story.ts';
import { useShownRun } from './useShownRun.ts';
import './ControllerView.css';

/** What made the pair that is shown (Zoph et al. 2018, figure 3, live); of a strategy without a controller what it does instead. */
export function ControllerView({ mode }: ViewProps): ReactElement {
  const { architecture, trial, decisions: own } = usePlayground(useShallow(shownPair));
  const { settings, trials } = useShownRun();
  // A finalist that is trained once more was proposed as the trial that it was.
  const decisions = own ?? (trial === null ? null : (trials[trial - 1]?.decisions ?? null));
  const story = useMemo(
    () => storyOf({ architecture, trial, decisions }, settings),
    [architecture, trial, decisions, settings],
  );
  const height = useBodyHeight(mode);
  const isFixed = mode === 'wide' || mode === 'drawer';
  return (
    <div className="controller" style={{ [isFixed ? 'height' : 'minHeight']: rem(height) }}>
      <Facts story={story} child={trial} />
      <Told story={story} isFixed={isFixed} child={trial} />
    </div>
  );
}

interface ToldProps {
  readonly story: Story;
  readonly child: number | null;
  /** Of the height of the panel; else as high as what is told. */
  readonly isFixed: boolean;
}

function Told({ story, child, isFixed }: ToldProps): ReactElement {
  switch (story.kind) {
    case 'decisions':
      return <Score story={story} child={child} isFixed={isFixed} />;
    case 'evolution':
      return <Evolution child={story.child} />;
    case 'local':
      return <Local child={story.child} />;
    case 'linear':
      return <Linear child={story.child} />;
    case 'unkept':
      return (
        <Notice tone="note" what={texts.unkept.what(story.child)}>
          {texts.unkept.rest}
        </Notice>
      );
    default:
      return story satisfies never;
  }
}

/** What the controller had learned when it drew the child that is shown. */
function Facts({ story, child }: { readonly story: Story; readonly child: number | null }): ReactElement {
  const { settings, trials, updates } = useShownRun();
  const title = STRATEGIES.find(({ id }) => id === settings.strategy)?.title ?? '';
  const has = story.kind === 'unkept' || (story.kind === 'decisions' && story.by === 'controller');
  const learned = child === null ? 0 : knownBefore({ updates, settings }, child);
  const before = updates.filter(({ afterTrial }) => afterTrial <= learned);
  const rewards = trials.slice(0, learned).filter(({ promotedFrom }) => promotedFrom === undefined).length;
  return (
    <PanelFacts>
      <span className="fact controller-facts">
        <Marked
          text={
            has
              ? texts.seen(title, rewards, before.length, child)
              : story.kind === 'decisions' && story.by === 'nobody'
                ? texts.nobody
                : texts.noController(title)
          }
          terms={['controller', 'random-search']}
        />
      </span>
    </PanelFacts>
  );
}
