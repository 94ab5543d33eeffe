import { type ReactElement, useId, useMemo, useRef, useState } from 'react';
import { type Contest, cleanTitle, encodeContest, LONGEST_TITLE } from '../../../codecs/contest/contest.ts';
import { encodeRoute } from '../../../codecs/route.ts';
import { qrPicture } from '../../../drawings/qr/qr.ts';
import { BEYOND_MADE } from '../../../search/made.ts';
import { PRESET_IDS, PRESET_SETTINGS, type Settings, validateSettings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { whole } from '../../format.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { Words } from '../../parts/Words.tsx';
import { secondsHere } from '../../search/settings/presetTime.ts';
import { Copied } from '../../share/Copied.tsx';
import { pageAddress } from '../../share/links.ts';
import { svgAddress } from '../../share/pictures.ts';
import { contestTexts } from '../../texts/classroom/contest.ts';
import { setContestTexts as texts } from '../../texts/classroom/setContest.ts';
import { barTexts } from '../../texts/search/bar.ts';
import { ContestSheet } from './ContestSheet.tsx';
import { type Known, knownOf, proposedLimit, readLimit } from './limit.ts';
import '../../parts/Dialog.css';
import '../../parts/styles/row.css';
import './SetContest.css';

type LimitKind = 'none' | 'parameters' | 'multiplyAdds';

const LIMIT_KINDS = ['none', 'parameters', 'multiplyAdds'] as const satisfies readonly LimitKind[];
const OWN = 'own';
/** Fresh seeds that a board ranks by: those right beyond all that a child by hand can have. */
const SEEDS = [0, 1, 2].map((at) => BEYOND_MADE + at);

/** A form that makes a contest's link: nothing is kept, and nothing sent. */
export function SetContest({ onClose }: { readonly onClose: () => void }): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const own = usePlayground((state) => state.settings);
  const looksUp = usePlayground((state) => state.looksUp);
  const [title, setTitle] = useState('');
  const [recipe, setRecipe] = useState('mini');
  const [kind, setKind] = useState<LimitKind>('parameters');
  /** Null: what is proposed, until another one is typed. */
  const [typed, setTyped] = useState<string | null>(null);
  const [prints, setPrints] = useState(0);
  const ids = useId();
  const preset = PRESET_IDS.find((id) => id === recipe);
  const settings = preset === undefined ? own : PRESET_SETTINGS[preset].settings;
  const isTable = settings.rewards === 'table';
  const isValid = validateSettings(settings).ok;
  const limitKind = isTable ? 'none' : kind;
  const known = useMemo(() => (isTable || !isValid ? null : knownOf(settings)), [isTable, isValid, settings]);
  const proposed = known === null || limitKind === 'none' ? '' : whole(proposedLimit(known, limitKind));
  const most = readLimit(typed ?? proposed);
  const isMet = known === null || limitKind === 'none' || (most !== null && most > known.cheapest[limitKind]);
  const isLimit = limitKind === 'none' || (most !== null && isMet);
  const contest = useMemo((): Contest | null => {
    if (!isValid || !isLimit) return null;
    const limits = limitKind === 'none' || most === null ? {} : { [limitKind]: most };
    return { title: cleanTitle(title), settings, limits, seeds: SEEDS };
  }, [isValid, isLimit, limitKind, most, title, settings]);
  return (
    <Dialog
      dialog={dialog}
      className="set-contest dialog-fills"
      name={barTexts.contest.name}
      closeName={texts.close}
      onClose={onClose}
    >
      <div className="dialog-form">
        <label className="dialog-row">
          <span>{texts.title}</span>
          <input
            value={title}
            maxLength={LONGEST_TITLE}
            placeholder={texts.titleHint}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </label>
        <label className="dialog-row">
          <span>{texts.recipe}</span>
          <select
            value={recipe}
            aria-describedby={`${ids}-recipe`}
            onChange={(event) => {
              setRecipe(event.currentTarget.value);
              setTyped(null);
            }}
          >
            {PRESET_IDS.filter((id) => looksUp || id !== 'table').map((id) => (
              <option key={id} value={id}>
                {PRESET_SETTINGS[id].title}
              </option>
            ))}
            <option value={OWN}>{texts.own}</option>
          </select>
        </label>
        <p id={`${ids}-recipe`} className="dialog-note">
          {isValid && <Recipe settings={settings} />}
        </p>
        {!isTable && (
          <>
            <div className="dialog-row">
              <span aria-hidden="true">{texts.limit}</span>
              <Words
                name={texts.limit}
                words={LIMIT_KINDS.map((id) => [id, texts.limits[id], null] as const)}
                chosen={kind}
                onChoose={(to) => {
                  setKind(to);
                  setTyped(null);
                }}
              />
            </div>
            {limitKind !== 'none' && known !== null && (
              <>
                <label className="dialog-row">
                  <span>{texts.under}</span>
                  <input
                    className="set-contest-figure num"
                    inputMode="numeric"
                    value={typed ?? proposed}
                    aria-invalid={!isLimit || undefined}
                    aria-describedby={`${ids}-limit`}
                    onChange={(event) => setTyped(event.currentTarget.value)}
                  />
                </label>
                <p id={`${ids}-limit`} className={isLimit ? 'dialog-note' : 'row-problem'}>
                  {most === null ? texts.badLimit : limitSays(known, limitKind, isMet)}
                </p>
              </>
            )}
          </>
        )}
        {!isValid && (
          <p className="row-problem" role="alert">
            {texts.badSettings}
          </p>
        )}
        {contest !== null && <Made contest={contest} onPrint={() => setPrints((count) => count + 1)} />}
        <p className="dialog-note">{texts.note}</p>
      </div>
      {prints > 0 && contest !== null && (
        <ContestSheet key={prints} contest={contest} link={linkOf(contest)} />
      )}
    </Dialog>
  );
}

const linkOf = (contest: Contest): string =>
  pageAddress() + encodeRoute({ view: 'contest', terms: encodeContest(contest), architecture: null });

/** How pairs are trained, and what they may be made of. */
function Recipe({ settings }: { readonly settings: Settings }): ReactElement {
  const pace = usePlayground((state) => pairSeconds(settings, state));
  const how =
    settings.rewards === 'table' ? texts.table : texts.trained(settings.epochs, settings.trainImages);
  const said = [how, ...(pace === null ? [] : [texts.pace(pace)]), contestTexts.row.space(settings)];
  return <>{said.join(' ')}</>;
}

/** On the processor, which trains for a contest; null where it never trained here. */
function pairSeconds(settings: Settings, { paces, capabilities }: PlaygroundState): number | null {
  if (settings.rewards === 'table') return null;
  const one = { ...settings, trials: 1, finalists: 0 };
  return secondsHere(one, { run: null, previous: null, place: 'processor', paces, capabilities });
}

/** What the cheapest and the published pairs of the space take, or that none is under it. */
function limitSays({ cheapest, presets }: Known, kind: Exclude<LimitKind, 'none'>, isMet: boolean): string {
  const least = cheapest[kind];
  if (!isMet) return texts.noPair(least, texts.limits[kind]);
  return texts.compared(
    least,
    presets.map(({ title, costs }) => [title, costs[kind]]),
  );
}

function Made({
  contest,
  onPrint,
}: {
  readonly contest: Contest;
  readonly onPrint: () => void;
}): ReactElement {
  const link = linkOf(contest);
  const code = useMemo(() => qrPicture(link, texts.qr), [link]);
  return (
    <div className="set-contest-made">
      {code !== null && <img src={svgAddress(code.svg)} alt={texts.qr} />}
      <div>
        <Copied field={texts.link} name={texts.copy} text={link} />
        <button type="button" className="button" {...tip(texts.printSays)} onClick={onPrint}>
          {texts.print}
        </button>
      </div>
    </div>
  );
}
