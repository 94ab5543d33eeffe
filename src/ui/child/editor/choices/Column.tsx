import type { ReactElement, ReactNode } from 'react';
import { OperationTile } from '../../../../charts/cell/OperationTile.tsx';
import type { ContestLimits } from '../../../../codecs/contest/contest.ts';
import type { CellNode } from '../../../../drawings/cell/nodes.ts';
import { operationWords } from '../../../../drawings/cell/sentences.ts';
import type { CellKind, Combiner, DraftPair, StateIndex } from '../../../../space/architecture.ts';
import {
  type Choice,
  choicesAt,
  type NodeChoices,
  type OutputChoice,
} from '../../../../space/edit/choices.ts';
import type { Edit } from '../../../../space/edit.ts';
import type { OperationId } from '../../../../space/operations/index.ts';
import { operationsAt, type SearchSpace } from '../../../../space/searchSpace.ts';
import { usePlayground } from '../../../../store/context.ts';
import type { EditLimits } from '../../../../store/editor/editor.ts';
import { isLimited } from '../../../../store/editor/edits.ts';
import { ORDERED_OPERATIONS } from '../../../parts/orderedOperations.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { cellsTexts } from '../../../texts/child/cells.ts';
import { editorTexts } from '../../../texts/child/layer/editor.ts';
import type { CostSettings } from '../../cells/pairCost.ts';
import { State } from '../../cells/State.tsx';
import { pointing } from '../pointing.ts';
import { ChoiceGroup, type Option } from './ChoiceGroup.tsx';
import { type Deltas, type Measure, useDeltas } from './useDeltas.ts';
import './ChoiceGroup.css';
import './Column.css';

const says = editorTexts.choices;

export interface ColumnProps {
  readonly draft: DraftPair;
  readonly cell: CellKind;
  readonly node: CellNode;
  readonly settings: CostSettings;
  readonly space: SearchSpace;
  readonly limits: EditLimits | null;
  readonly onPoint: (edit: Edit | null) => void;
  /** `stays`: the focus does, where several are chosen one after the other. */
  readonly onChoose: (edit: Edit | null, stays?: 'stays') => void;
  readonly onLeave: () => void;
}

/** What can be chosen at the chosen node: only what is valid there. */
export function Column(props: ColumnProps): ReactElement {
  const { draft, cell, node, settings, space, limits, onPoint, onChoose, onLeave } = props;
  const choices = choicesAt(draft, cell, node);
  const contest = usePlayground((state) => state.contest?.contest.limits ?? null);
  const measures = measuresOf(contest);
  const deltas = useDeltas(draft, cell, node, settings, measures);
  const off = (edit: Edit | null): string | null => edit && isLimited(draft, edit, limits);
  const allowed = 'block' in node ? operationsAt(space, cell, node.block) : space.operations;
  const shared = { onPoint, onLeave };
  const { operations, inputs, combiners, outputs, follow } = choices;
  return (
    <>
      <h3 className="column-head">
        <Head draft={draft} cell={cell} node={node} />
      </h3>
      <p className="column-where">{editorTexts.node.where(node)}</p>
      {operations.length > 0 && (
        <ChoiceGroup
          group="operation"
          title={says.operation}
          note={says.operationNote(measures)}
          isGrid
          options={operationOptions(operations, deltas, measures, allowed, off)}
          onChoose={onChoose}
          {...shared}
        />
      )}
      {inputs.length > 0 && (
        <ChoiceGroup
          group="reads"
          title={says.reads}
          note={says.readsNote}
          options={inputs.map((one) => stateOption(one, off))}
          onChoose={onChoose}
          {...shared}
        />
      )}
      {combiners.length > 0 && (
        <ChoiceGroup
          group="combine"
          title={says.combine}
          options={combiners.map((one) => combinerOption(one, off))}
          onChoose={onChoose}
          {...shared}
        />
      )}
      <ChoiceGroup
        group="output"
        title={says.output}
        note={says.outputNote}
        options={outputs.map((one) => outputOption(one, off))}
        onChoose={(edit) => onChoose(edit, 'stays')}
        {...shared}
      >
        {follow && off(follow) === null && (
          <button
            type="button"
            className="link column-follow"
            {...tip(says.followSays)}
            {...pointing(follow, onPoint)}
            onClick={() => onChoose(follow)}
          >
            {says.follow}
          </button>
        )}
      </ChoiceGroup>
      <Blocks
        choices={choices}
        hasBlocks={draft.normal.blocks.length + draft.reduction.blocks.length > 0}
        off={off}
        onPoint={onPoint}
        onChoose={onChoose}
      />
    </>
  );
}

function Head({ draft, cell, node }: Pick<ColumnProps, 'draft' | 'cell' | 'node'>): ReactElement {
  const block = 'block' in node ? draft[cell].blocks[node.block] : undefined;
  if (node.kind === 'tile' && block !== undefined) {
    const [operation, input] = [block.operations[node.slot], block.inputs[node.slot]];
    const state = input === null ? editorTexts.node.noInput : <State index={input} />;
    return editorTexts.node.tile(operationWords(operation), state);
  }
  if (node.kind === 'combiner' && block !== undefined)
    return cellsTexts.node.combiner(block.combiner, <State index={node.block + 2} />);
  if (node.kind === 'input') return cellsTexts.node.input(<State index={node.state} />, node.state === 0);
  return <>{cellsTexts.node.output}</>;
}

/** What an open contest limits; multiply-adds where it limits nothing. */
function measuresOf(limits: ContestLimits | null): readonly Measure[] {
  const limited: Measure[] = limits?.parameters === undefined ? [] : ['trainable'];
  if (limits?.multiplyAdds !== undefined || limited.length === 0) limited.push('multiplyAdds');
  return limited;
}

type Off = (edit: Edit | null) => string | null;

function operationOptions(
  choices: readonly Choice<OperationId>[],
  deltas: Deltas,
  measures: readonly Measure[],
  allowed: readonly OperationId[],
  offOf: Off,
): Option[] {
  return ORDERED_OPERATIONS.flatMap(({ id }): Option[] => {
    const choice = choices.find(({ value }) => value === id);
    if (choice === undefined) return [];
    const { isNow, edit } = choice;
    const delta = deltas.get(id);
    const isOutside = !allowed.includes(id);
    const why = offOf(edit);
    const free = delta === undefined ? '' : delta.map(editorTexts.costs.signed).join(' · ');
    const off = isOutside ? says.outsideMark : says.overMark;
    const under = isNow ? says.now : why === null ? free : off;
    const name = says.operationSays(
      operationWords(id),
      under === '' ? null : under === free && delta !== undefined ? says.deltaSays(delta, measures) : under,
      isNow,
    );
    return [
      {
        key: id,
        name: isOutside && why === null ? `${name}, ${says.outsideMark}` : name,
        isNow,
        edit,
        off: why,
        says: isOutside ? says.outsideSays : undefined,
        kind: 'tile',
        content: (
          <>
            <span
              className="choice-picture"
              data-outside={(isOutside && why === null) || undefined}
              data-over={why !== null || undefined}
            >
              <OperationTile operation={id} scale="large" off={why !== null} />
            </span>
            <span className="choice-name">{says.operationName(id)}</span>
            <span className="choice-delta num">{under}</span>
          </>
        ),
      },
    ];
  });
}

const stateContent = (state: StateIndex): ReactNode =>
  state < 2 ? <State index={state} /> : says.stateMark(state);

const stateOption = ({ value, isNow, edit }: Choice<StateIndex>, off: Off): Option => ({
  key: String(value),
  name: says.stateName(value),
  isNow,
  edit,
  off: off(edit),
  kind: value < 2 ? 'input' : 'state',
  content: stateContent(value),
});

const combinerOption = ({ value, isNow, edit }: Choice<Combiner>, off: Off): Option => ({
  key: value,
  name: says.combiners[value],
  isNow,
  edit,
  off: off(edit),
  kind: 'combiner',
  content: (
    <>
      <span className={`choice-bar choice-bar-${value}`}>{says.combiners[value]}</span>
      {value === 'concat' && <span className={`choice-bar choice-bar-${value}`} />}
    </>
  ),
});

const outputOption = ({ state, isIn, edit }: OutputChoice, off: Off): Option => ({
  key: String(state),
  name: says.outputSays(says.stateName(state), isIn),
  isNow: isIn,
  edit,
  off: off(edit),
  says: edit === null && state >= 2 ? says.outputForced : undefined,
  kind: 'output',
  content: stateContent(state),
});

const EMPTY: Edit = { kind: 'empty' };

interface BlocksProps {
  readonly choices: NodeChoices;
  /** Of either cell. */
  readonly hasBlocks: boolean;
  readonly off: Off;
  readonly onPoint: ColumnProps['onPoint'];
  readonly onChoose: ColumnProps['onChoose'];
}

function Blocks({ choices, hasBlocks, off, onPoint, onChoose }: BlocksProps): ReactElement {
  const { addBlock, deleteBlock } = choices;
  const shared = { onPoint, onChoose };
  return (
    <div className="column-blocks">
      {addBlock && <Act text={says.add} edit={addBlock} off={off(addBlock)} {...shared} />}
      {deleteBlock?.kind === 'delete-block' && (
        <Act
          text={says.remove(deleteBlock.block)}
          says={says.removeSays}
          edit={deleteBlock}
          off={off(deleteBlock)}
          {...shared}
        />
      )}
      {hasBlocks && (
        <button
          type="button"
          className="link column-clear"
          {...tip(says.clearSays)}
          {...pointing(EMPTY, onPoint)}
          onClick={() => onChoose(EMPTY)}
        >
          {says.clear}
        </button>
      )}
    </div>
  );
}

interface ActProps {
  readonly text: string;
  readonly says?: string;
  readonly edit: Edit;
  readonly off: string | null;
  readonly onPoint: ColumnProps['onPoint'];
  readonly onChoose: ColumnProps['onChoose'];
}

function Act({ text, says: told, edit, off, onPoint, onChoose }: ActProps): ReactElement {
  const sentence = off ?? told;
  return (
    <button
      type="button"
      className="button"
      aria-disabled={off !== null || undefined}
      {...(sentence === undefined ? {} : tip(sentence))}
      {...pointing(off === null ? edit : null, onPoint)}
      onClick={() => {
        if (off === null) onChoose(edit);
      }}
    >
      {text}
    </button>
  );
}
