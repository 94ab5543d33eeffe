import { type ReactElement, useState } from 'react';
import { encodeRoute } from '../../../codecs/route.ts';
import { isByTable, rankingSeeds } from '../../../store/classBoard/board.ts';
import type { OpenContest } from '../../../store/contest/contest.ts';
import { whole } from '../../format.ts';
import { ChooseFile } from '../../notices/ChooseFile.tsx';
import { saveFile } from '../../runs/saveFile.ts';
import { classBoardTexts as texts } from '../../texts/classroom/classBoard/classBoard.ts';
import { noteSays, refusedSays } from '../../texts/classroom/classBoard/reasons.ts';
import { Term } from '../glossary/Term.tsx';
import { Scan } from './Scan.tsx';
import { useBoard, useBoardStore } from './useBoard.ts';
import type { ShownIntake } from './useIntake.ts';
import '../../parts/Panel.css';
import './Side.css';

/** What comes in, what could not be taken, and how all are trained once more. */
export function Side({ intake }: { readonly intake: ShownIntake }): ReactElement {
  const open = useBoard((state) => state.open);
  const received = useBoard((state) => state.board.hands + state.board.refused.length);
  return (
    <aside className="cb-side" aria-label={texts.intake.name}>
      <div className="panel-head cb-side-head">
        <h2>{texts.intake.name}</h2>
        <span>{texts.intake.received(received)}</span>
      </div>
      <div className="cb-side-scroll">
        <Ways intake={intake} />
        <Counts />
        <Refusals />
        <Before />
        {open !== null && <How open={open} />}
      </div>
      <Foot />
    </aside>
  );
}

function Ways({ intake }: { readonly intake: ShownIntake }): ReactElement {
  const [way, setWay] = useState<'paste' | 'scan' | null>(null);
  const note = useBoard((state) => state.note);
  const store = useBoardStore();
  const unread = useBoard((state) => state.unread);
  const unkept = useBoard((state) => state.unkept);
  const [text, setText] = useState('');
  const { paste, files, filesSay, field, scan, pasteField, take } = texts.intake;
  const turn = (to: 'paste' | 'scan'): void => setWay(way === to ? null : to);
  const taken = (given: string): void => {
    void intake.takeText(given);
    setText('');
    setWay(null);
  };
  return (
    <>
      <div className="cb-ways">
        <p>{texts.intake.drop}</p>
        <div>
          <button
            type="button"
            className="button"
            aria-expanded={way === 'paste'}
            onClick={() => turn('paste')}
          >
            {paste}
          </button>
          <ChooseFile
            text={files}
            says={filesSay}
            field={field}
            accept=".json,.txt,.gz,image/*,text/*,application/json"
            multiple
            onChosen={(chosen) => void intake.takeFiles(chosen)}
          />
          <button
            type="button"
            className="button"
            aria-expanded={way === 'scan'}
            onClick={() => turn('scan')}
          >
            {scan}
          </button>
        </div>
        {way === 'paste' && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              taken(text);
            }}
          >
            <textarea
              // biome-ignore lint/a11y/noAutofocus: it was just asked for
              autoFocus
              aria-label={pasteField}
              rows={4}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <button type="submit" className="button">
              {take}
            </button>
          </form>
        )}
        {way === 'scan' && (
          <Scan onText={(read) => void intake.takeText(read)} onClose={() => setWay(null)} />
        )}
      </div>
      <p className="cb-note" role="status">
        {intake.reading !== null
          ? texts.intake.reading(intake.reading.at, intake.reading.of)
          : note !== null && noteSays(note)}{' '}
        {intake.reading === null && note?.kind === 'removed' && (
          <button type="button" className="link" onClick={() => store.getState().putBack()}>
            {texts.intake.putBack}
          </button>
        )}
      </p>
      {unread !== '' && (
        <p className="cb-note">
          {texts.intake.unreadKept}{' '}
          <button type="button" className="link" onClick={() => saveFile(texts.foot.unreadFile, unread)}>
            {texts.intake.saveUnread}
          </button>
        </p>
      )}
      {unkept && <p className="cb-note">{texts.intake.unkept}</p>}
    </>
  );
}

function Counts(): ReactElement {
  const { rows, folded, refused } = useBoard((state) => state.board);
  const { cells, folded: same, unread } = texts.intake;
  return (
    <dl className="cb-facts">
      <Fact name={cells} value={whole(rows.length)} />
      <Fact name={same} value={whole(folded)} />
      <Fact name={unread} value={whole(refused.length)} />
    </dl>
  );
}

function Fact({
  name,
  value,
}: {
  readonly name: ReactElement | string;
  readonly value: string;
}): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Refusals(): ReactElement | null {
  const store = useBoardStore();
  const refused = useBoard((state) => state.board.refused);
  if (refused.length === 0) return null;
  return (
    <section className="cb-refused" aria-label={texts.refused.name}>
      <h3>{texts.refused.name}</h3>
      <ul>
        {refused.map(({ at, by, read, error }) => (
          <li key={at}>
            <b>{by ?? texts.refused.somebody}</b> <code>{read}</code>
            <p>{refusedSays(error)}</p>
            <button
              type="button"
              className="link"
              aria-label={texts.refused.remove(by ?? read)}
              onClick={() => store.getState().remove(at)}
            >
              {texts.refused.removeText}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was handed in before under a name that has handed in another cell since: nothing is lost by a name that two chose. */
function Before(): ReactElement | null {
  const store = useBoardStore();
  const replaced = useBoard((state) => state.board.replaced);
  if (replaced.length === 0) return null;
  const { name, says, open, rank, rankSays } = texts.replaced;
  return (
    <section className="cb-before" aria-label={name}>
      <h3>{name}</h3>
      <p>{says}</p>
      <ul>
        {replaced.map(({ at, by, architecture }) => (
          <li key={at}>
            <a className="link" href={encodeRoute({ view: 'editor', architecture })} aria-label={open(by)}>
              {by}
            </a>{' '}
            <button
              type="button"
              className="link"
              aria-label={rankSays(by)}
              onClick={() => store.getState().setApart(at)}
            >
              {rank}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function How({ open: { contest } }: { readonly open: OpenContest }): ReactElement {
  const { how } = texts;
  const { settings, limits } = contest;
  const byTable = isByTable(contest);
  const kind = byTable ? 'table' : 'trained';
  return (
    <section className="cb-how" aria-label={how.name[kind]}>
      <h3>{how.name[kind]}</h3>
      <dl className="cb-facts">
        <Fact name={how.recipe} value={how.images(settings.trainImages, settings.validationImages)} />
        <Fact name={how.epochs} value={whole(settings.epochs)} />
        {!byTable && (
          <Fact name={<Term id="seed">{how.seeds}</Term>} value={how.seedsOf(rankingSeeds(contest).length)} />
        )}
        <Fact name={how.where} value={byTable ? how.table : how.processor} />
        {limits.parameters !== undefined && (
          <Fact name={how.limit} value={how.parameters(limits.parameters)} />
        )}
        {limits.multiplyAdds !== undefined && (
          <Fact name={how.limit} value={how.multiplyAdds(limits.multiplyAdds)} />
        )}
      </dl>
      <p>{byTable ? how.tableSays : how.says}</p>
    </section>
  );
}

function Foot(): ReactElement {
  const store = useBoardStore();
  const hands = useBoard((state) => state.given.length);
  const isSet = useBoard((state) => state.contest !== null);
  const [asks, setAsks] = useState(false);
  const { foot } = texts;
  if (asks)
    return (
      <div className="cb-foot" role="alertdialog" aria-label={foot.clear}>
        <span>{foot.clearAsk(hands)}</span>
        <button
          type="button"
          className="link"
          onClick={() => {
            store.getState().clear();
            setAsks(false);
          }}
        >
          {foot.clearYes}
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: it takes the place of what was pressed */}
        <button type="button" className="link" autoFocus onClick={() => setAsks(false)}>
          {foot.clearNo}
        </button>
      </div>
    );
  return (
    <div className="cb-foot">
      {(hands > 0 || isSet) && (
        <>
          <button
            type="button"
            className="link"
            title={foot.saveSays}
            onClick={() => saveFile(foot.file, store.getState().written())}
          >
            {foot.save}
          </button>
          <button type="button" className="link" onClick={() => window.print()}>
            {foot.print}
          </button>
          <button type="button" className="link" onClick={() => setAsks(true)}>
            {foot.clear}
          </button>
        </>
      )}
      <span>{foot.stays}</span>
    </div>
  );
}
