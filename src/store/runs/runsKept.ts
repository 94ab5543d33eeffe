import { messageOf } from '../../base/errors.ts';
import { isOwnId } from '../../data/infos.ts';
import { ownClassNames } from '../../data/own/info.ts';
import { copyName, fileNameOf, freeName } from '../../run/name.ts';
import { lacksCheckpoint, lacksShared, needsPaused } from '../../run/resuming/resume.ts';
import { wholeRun } from '../replay/whole.ts';
import { isActive } from '../search.ts';
import { shownWhileStarting } from '../shown/view.ts';
import { BUSY, ELSEWHERE, type RunsDesk } from './runsDesk.ts';
import type { RunsState } from './runsState.ts';

type Keeping = Pick<
  RunsState,
  'renameRun' | 'duplicateRun' | 'deleteRun' | 'exportRun' | 'exportDamaged' | 'importRun'
>;

/** Runs that are renamed, copied, deleted, given out and taken in. */
export function keepingRuns(desk: RunsDesk): Keeping {
  const { set, get, keeper, ports, holds, say } = desk;
  return {
    async renameRun(id, given) {
      const name = given.trim();
      if (name === '') return say({ ok: false, kind: 'no-name' });
      const renamed = await holds.during(id, () => {
        const { run, previous, replay } = get();
        if (replay?.before?.id === id) {
          const named = { ...replay.before, name };
          set({ replay: { ...replay, before: named, whole: replay.whole.id === id ? named : replay.whole } });
        }
        if (run?.id === id) set({ run: { ...run, name } });
        if (previous?.id === id) set({ previous: { ...previous, name } });
        return keeper.amend(id, { name });
      });
      if (renamed === null) return say(ELSEWHERE);
      // One that was never kept has its name on the page alone.
      if (renamed === 'gone' && desk.ahead(id) === null) desk.lose(id);
    },
    async duplicateRun(id) {
      const found = await desk.find(id, 'page');
      if (found === null) return;
      set({ runsNote: null });
      await desk.add({ ...found, name: copyName(found.name), created: ports.now() });
    },
    deleteRun: (id) => deleteRun(desk, id),
    async exportRun(id, withNames = false) {
      const found = await desk.find(id, 'page');
      if (found === null) return null;
      const { dataset } = found.settings;
      const { classNames: _, ...run } = found;
      const classNames = withNames && isOwnId(dataset) ? ownClassNames(dataset) : null;
      // With the storage's script, which is there by then: the first load of the page goes without.
      const { encodeRun } = await import('../../run/file/runFile.ts');
      return { name: fileNameOf(found.name), text: encodeRun({ ...run, ...(classNames && { classNames }) }) };
    },
    async exportDamaged(id) {
      try {
        const left = await (await ports.runStorage).remains(id);
        return left === null ? desk.lose(id) : `${JSON.stringify(left, unnamed, 2)}\n`;
      } catch (thrown) {
        say({ ok: false, kind: 'unreadable', why: messageOf(thrown) });
        return null;
      }
    },
    importRun: (fileName, file) => importRun(desk, fileName, file),
  };
}

/** Names of classes that a run's file brought are not given on unasked. */
const unnamed = (key: string, value: unknown): unknown => (key === 'classNames' ? undefined : value);

async function deleteRun({ set, get, keeper, holds, say, ways }: RunsDesk, id: string): Promise<void> {
  if ((isActive(get().run) && get().run?.id === id) || ways.going?.id === id) return say(BUSY);
  ways.leaving.add(id);
  try {
    const removed = await holds.during(id, async () => {
      await keeper.remove(id);
      return true;
    });
    if (removed === null) return say(ELSEWHERE);
    if (wholeRun(get())?.id === id) get().leaveReplay();
    if (get().run?.id === id) get().closeInspector();
    const { runs, damaged, run, previous, interrupted, laid } = get();
    set({
      runs: runs.filter((head) => head.id !== id),
      damaged: damaged.filter((one) => one.id !== id),
      laid: laid.filter((one) => one !== id),
      runsNote: null,
      ...(run?.id === id ? { run: null, shown: shownWhileStarting(get().shown) } : {}),
      ...(previous?.id === id ? { previous: null } : {}),
      ...(interrupted?.id === id ? { interrupted: null } : {}),
    });
    await keeper.catchUp();
  } catch (thrown) {
    say({ ok: false, kind: 'not-deleted', why: messageOf(thrown) });
  } finally {
    ways.leaving.delete(id);
  }
}

async function importRun({ get, ports, say, add }: RunsDesk, fileName: string, file: Blob): Promise<void> {
  const read = await ports.readRunFile(file);
  if (!read.ok) return say({ ok: false, kind: 'not-taken', file: fileName, why: read.error });
  const run = read.value;
  const name = freeName(run.name, get().runs);
  if (!(await add({ ...run, name }))) return; // the keeper has said why
  const lacks = [
    ...(lacksCheckpoint(run) && run.trials.length < run.settings.trials ? (['checkpoint'] as const) : []),
    ...(lacksShared(run) ? (['shared'] as const) : []),
    ...(needsPaused(run) ? (['paused'] as const) : []),
  ];
  say({ ok: true, kind: 'taken', file: fileName, name, lacks });
}
