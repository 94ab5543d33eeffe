import type { ReactElement } from 'react';
import type { Architecture } from '../../space/architecture.ts';
import { draftAt } from '../../space/edit/history.ts';
import { usePlayground } from '../../store/context.ts';
import type { EditLimits, EditorState } from '../../store/editor/editor.ts';
import { isLimited } from '../../store/editor/edits.ts';
import type { TakenCells } from '../../store/shown/taken.ts';
import { useEdits } from '../child/editor/useEdits.ts';
import { commonTexts } from '../texts/common.ts';
import { noticesTexts } from '../texts/notices/notices.ts';
import { Notice } from './Notice.tsx';

export interface TakenNoticeProps {
  readonly taken: TakenCells;
  readonly onClose: () => void;
}

/** What cells are that were pasted, dropped, chosen or opened by a link, and what differs from what was written. */
export function TakenNotice({ taken, onClose }: TakenNoticeProps): ReactElement {
  const isEditing = usePlayground((state) => state.layer?.view === 'editor');
  const { putIn } = useEdits();
  const open = usePlayground((state) => state.openLink);
  const editor = usePlayground((state) => state.editor);
  const limits = usePlayground((state) => state.editLimits);
  const { read, said, name, waits } = taken;
  const close = { text: commonTexts.close, act: onClose };
  if (!waits)
    return (
      <Notice tone="note" what={noticesTexts.cellsOpened} action={close}>
        {said}
      </Notice>
    );
  const off = isEditing && editor !== null ? limitedPut(editor, read.architecture, limits) : null;
  if (off !== null)
    return (
      <Notice tone="error" what={noticesTexts.notPutIn} action={close}>
        {said} {off}
      </Notice>
    );
  const put = {
    text: isEditing ? noticesTexts.putIn : noticesTexts.showCells,
    act: () => {
      onClose();
      if (isEditing) putIn(read.architecture, name);
      else open({ ok: true, value: read.architecture });
    },
  };
  return (
    <Notice tone="note" what={noticesTexts.cellsRead} action={put} other={close}>
      {said}
    </Notice>
  );
}

/** Why a contest does not take the cells; null where it does, or none is open. */
const limitedPut = (
  { history }: EditorState,
  architecture: Architecture,
  limits: EditLimits | null,
): string | null => isLimited(draftAt(history), { kind: 'put-in', architecture, name: '' }, limits);
