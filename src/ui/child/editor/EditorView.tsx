import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { type CellNode, nodeKey } from '../../../drawings/cell/nodes.ts';
import { operationWords } from '../../../drawings/cell/sentences.ts';
import { searchSpaceOf } from '../../../run/controller/space.ts';
import type { CellKind, DraftPair } from '../../../space/architecture.ts';
import { changedNodes } from '../../../space/edit/changed.ts';
import { missingIn, wholeOf } from '../../../space/edit/draft.ts';
import { draftAt } from '../../../space/edit/history.ts';
import { operationsOutside } from '../../../space/edit/outside.ts';
import { type Edit, edited } from '../../../space/edit.ts';
import type { SearchSpace } from '../../../space/searchSpace.ts';
import { usePlayground } from '../../../store/context.ts';
import type { EditorState } from '../../../store/editor/editor.ts';
import { ContestRow } from '../../classroom/contest/ContestRow.tsx';
import { HandedIn } from '../../classroom/contest/HandedIn.tsx';
import { useHandIn } from '../../classroom/contest/useHandIn.ts';
import { rem } from '../../hooks/useScale.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Spoken } from '../../parts/Spoken.tsx';
import { editorTexts } from '../../texts/child/layer/editor.ts';
import { cellsName } from '../../texts/notices/cells.ts';
import type { LayerViewProps } from '../layer/view.ts';
import { Changes } from './Changes.tsx';
import { Costs } from './Costs.tsx';
import { Column } from './choices/Column.tsx';
import { EditorBar } from './EditorBar.tsx';
import { EditorCell } from './EditorCell.tsx';
import { countedBy, isChildOfShown, trainedBy, useMeasured } from './measured.ts';
import { Sheet } from './Sheet.tsx';
import { AsText } from './text/AsText.tsx';
import { useEditing } from './useEditing.ts';
import { useEditorKeys } from './useEditorKeys.ts';
import './EditorView.css';

const HEIGHT = 476;
const PHONE_HEIGHT = 300;

/** A pair of cells that a person changes, node by node. */
export function EditorView(props: LayerViewProps): ReactElement | null {
  const editor = usePlayground((state) => state.editor);
  return editor && <Opened {...props} editor={editor} />;
}

function Opened({ mode, tab, editor }: LayerViewProps & { readonly editor: EditorState }): ReactElement {
  const kind: CellKind = tab === 'reduction' ? 'reduction' : 'normal';
  const { origin, history } = editor;
  const draft = draftAt(history);
  const settings = usePlayground((state) => countedBy(state, editor));
  const trained = usePlayground(trainedBy);
  const isOfShown = usePlayground((state) => isChildOfShown(state, editor));
  const space = useMemo(() => searchSpaceOf(trained), [trained]);
  const limits = usePlayground((state) => state.editLimits);
  const closeLayer = usePlayground((state) => state.closeLayer);
  const [pointed, pointTo] = useState<DraftPair | null>(null);
  const point = (edit: Edit | null): void => pointTo(edit && edited(draft, edit));
  const [isSheet, setSheet] = useState(false);
  const isPhone = mode === 'phone';
  const view = useRef<HTMLElement>(null);
  const train = useRef<() => void>(() => {});
  const contest = usePlayground((state) => state.contest);
  const editing = useEditing(editor, kind);
  const { node, choose, focusOn, spoken } = editing;

  const focusGroup = (group: string): void => {
    const find = (): void =>
      view.current
        ?.querySelector<HTMLElement>(`.editor-side [data-group="${group}"] button[tabindex="0"]`)
        ?.focus();
    if (isPhone && !isSheet) {
      setSheet(true);
      requestAnimationFrame(find);
    } else find();
  };
  const openSheet = (): void => {
    setSheet(true);
    requestAnimationFrame(() => document.activeElement?.scrollIntoView({ block: 'nearest' }));
  };
  const closeSheet = (): void => {
    setSheet(false);
    focusOn(node);
  };
  const take = (edit: Edit | null, stays?: 'stays'): void => {
    point(null);
    editing.act(edit, stays === 'stays' || isPhone ? 'stays' : 'node');
  };
  const whole = wholeOf(draft);
  const handing = useHandIn(contest, whole, history);
  useEditorKeys({
    undo: editing.undo,
    redo: editing.redo,
    addBlock: () => take({ kind: 'add-block', cell: kind }),
    deleteBlock: () => {
      if ('block' in node) take({ kind: 'delete-block', cell: kind, block: node.block });
    },
    train: () => train.current(),
    handIn: contest === null ? null : handing.press,
    choose: focusGroup,
  });
  // What is pointed at is of a draft: of another one it says nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is what it depends on
  useEffect(() => pointTo(null), [draft, kind]);

  const shown = wholeOf(pointed ?? draft);
  const atRest = useMeasured(editor, whole);
  const measured = useMeasured(editor, shown);
  const [box, size] = useSize<HTMLDivElement>();
  const height = isPhone ? PHONE_HEIGHT : HEIGHT;
  const column = (
    <Column
      key={`${kind} ${nodeKey(node)}`}
      draft={draft}
      cell={kind}
      node={node}
      settings={settings}
      space={space}
      limits={limits}
      onPoint={point}
      onChoose={take}
      onLeave={() => (isPhone ? closeSheet() : focusOn(node))}
    />
  );
  return (
    <>
      {contest !== null && (
        <ContestRow open={contest} now={whole} pointed={pointed === null ? null : shown} />
      )}
      <section ref={view} className="editor">
        <EditorBar
          editor={editor}
          architecture={whole}
          handing={contest === null ? null : handing}
          onUndo={editing.undo}
          onRedo={editing.redo}
          train={train}
          onPoint={pointTo}
          onShow={isPhone ? closeLayer : undefined}
        />
        <Spoken text={spoken} />
        <div className="editor-main">
          <div className="editor-caption">
            <span className="editor-origin">
              {editorTexts.copyOf(origin, history.at)}
              {history.at > 0 && <i className="editor-dot" aria-hidden="true" />}
            </span>
            {!isPhone && (
              <span className="hint editor-keys">
                {contest === null ? editorTexts.keys : editorTexts.contestKeys}
              </span>
            )}
          </div>
          <div ref={box} className="editor-cell" style={{ height: rem(height) }}>
            {size && (
              <EditorCell
                cell={draft[kind]}
                kind={kind}
                box={{ width: size.width, height }}
                large={!isPhone}
                node={node}
                changed={changedNodes(history, kind)}
                wanted={editing.wanted}
                wishes={editing.wishes}
                onNode={choose}
                onPress={(pressed, byKey) => {
                  choose(pressed);
                  if (isPhone) openSheet();
                  if (byKey || isPhone) focusGroup(firstGroup(pressed));
                }}
              />
            )}
          </div>
          <State draft={draft} space={space} />
          <div className="editor-low" data-contest={contest !== null || undefined}>
            <Costs
              child={isOfShown && origin.kind === 'child' ? origin.number : null}
              before={wholeOf(history.start)}
              now={shown}
              isPointed={pointed !== null}
              settings={settings}
              trained={trained}
              measured={measured}
              atRest={atRest}
            />
            <Changes origin={origin} history={history} onGo={editing.goTo} onPoint={pointTo} />
            {contest !== null && <HandedIn {...handing} open={contest} />}
            <AsText
              now={whole}
              draft={draft}
              onPoint={pointTo}
              onPutIn={(read) => editing.putIn(read.architecture, cellsName(read))}
            />
          </div>
        </div>
        {isPhone ? (
          isSheet && <Sheet onClose={closeSheet}>{column}</Sheet>
        ) : (
          <aside className="editor-side" aria-label={editorTexts.node.column}>
            {column}
          </aside>
        )}
      </section>
    </>
  );
}

/** Where Enter leads from a node. */
function firstGroup(node: CellNode): string {
  switch (node.kind) {
    case 'tile':
      return 'operation';
    case 'combiner':
      return 'combine';
    default:
      return 'output';
  }
}

/** What is missing before the pair is whole, and what of it the search's space does not have. */
function State({
  draft,
  space,
}: {
  readonly draft: DraftPair;
  readonly space: SearchSpace;
}): ReactElement | null {
  const lacks = (['normal', 'reduction'] as const).flatMap((cell) => {
    const missing = missingIn(draft[cell]);
    return missing === null ? [] : [editorTexts.missing(cell, missing)];
  });
  const outside = operationsOutside(space, draft).map(operationWords);
  if (lacks.length + outside.length === 0) return null;
  return (
    <p className="editor-state">
      {[
        ...(lacks.length > 0 ? [...lacks, editorTexts.unfinished] : []),
        ...(outside.length > 0 ? [editorTexts.outside(outside)] : []),
      ].join(' ')}
    </p>
  );
}
