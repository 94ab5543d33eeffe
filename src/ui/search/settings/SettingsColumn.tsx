import { lazy, type ReactElement, Suspense, useCallback, useMemo, useState } from 'react';
import { datasetInfo, isOwnId } from '../../../data/infos.ts';
import {
  MINI_STRATEGIES,
  type SettingName,
  type Settings,
  validateSettings,
} from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { isFollowed } from '../../../store/replay/followed.ts';
import { isProbed, isUnfitted } from '../../../store/settings/fitted.ts';
import { isActive } from '../../../store/store.ts';
import { CHOSEN } from '../../../studies/fitted/choose.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { ImagesRow } from '../../own/ImagesRow.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { settingsTexts } from '../../texts/search/settings.ts';
import { ArchiveRow } from './ArchiveRow.tsx';
import { isPreset, ownOf, shownIn } from './fields.ts';
import { KeptImagesRow } from './KeptImagesRow.tsx';
import { Presets } from './Presets.tsx';
import { SettingRow } from './SettingRow.tsx';
import './SettingsColumn.css';

const FewImages = lazy(async () => ({ default: (await import('../../own/FewImages.tsx')).FewImages }));

/** All settings: those of the next run to be changed, or those of the run in progress or replayed to be read. */
export function SettingsColumn(): ReactElement {
  const active = usePlayground((state) => isActive(state.run));
  const replayed = usePlayground((state) => state.replay !== null);
  const followed = usePlayground(isFollowed);
  const plays = usePlayground((state) => state.run?.isPreview === true);
  const runSettings = usePlayground((state) => state.run?.settings ?? null);
  const next = usePlayground((state) => state.settings);
  const change = usePlayground((state) => state.changeSettings);
  const applyPreset = usePlayground((state) => state.applyPreset);
  const looksUp = usePlayground((state) => state.looksUp);
  const [ahead, setAhead] = useState(false);
  const ofRun = active || replayed;
  const locked = ofRun && !ahead;
  const settings = locked && runSettings ? runSettings : next;
  const unchosen = usePlayground(locked ? isProbed : isUnfitted);
  const problems = useMemo(() => problemsOf(settings), [settings]);
  const own = ownOf(settings.strategy, settings);
  const onChange = useCallback(
    (name: SettingName, value: Settings[SettingName]) => change({ [name]: value }),
    [change],
  );
  const onStrategy = (_: SettingName, value: Settings[SettingName]): void => {
    const strategy = value as Settings['strategy'];
    change(isPreset('paper', settings) ? { strategy } : { strategy, ...MINI_STRATEGIES[strategy] });
  };

  const onSource = (_: SettingName, value: Settings[SettingName]): void =>
    value === 'table' ? applyPreset('table') : change({ rewards: 'trained' });
  const changeOf = (name: SettingName) =>
    name === 'strategy' ? onStrategy : name === 'rewards' ? onSource : onChange;

  const rows = (names: readonly SettingName[]) =>
    names
      .filter((name) => name !== 'rewards' || looksUp || settings.rewards === 'table')
      .map((name) => (
        <div key={name} className="setting" data-setting={name}>
          {name === 'dataset' ? (
            <ImagesRow dataset={settings.dataset} locked={locked} />
          ) : (
            <SettingRow
              name={name}
              value={settings[name]}
              locked={locked}
              unchosen={unchosen && CHOSEN.has(name)}
              problem={problems.get(name) ?? null}
              onChange={changeOf(name)}
              among={name === 'imageSize' ? datasetInfo(settings.dataset).sizes : undefined}
            />
          )}
        </div>
      ));
  return (
    <div className="settings">
      <div className="settings-fields">
        <Presets settings={settings} locked={locked} />
        <section>
          <h2>{settingsTexts.sections.search}</h2>
          {rows(shownIn('search', settings))}
        </section>
        <section>
          <h2>
            <Term id="search-space">{settingsTexts.sections.space}</Term>
          </h2>
          {rows(shownIn('space', settings))}
        </section>
        <section>
          <h2>{settingsTexts.sections.child}</h2>
          {rows(shownIn('child', settings))}
        </section>
        <section>
          <h2>{settingsTexts.sections.data}</h2>
          {rows(shownIn('data', settings))}
          {!locked && datasetInfo(settings.dataset).archive !== undefined && <ArchiveRow />}
          {isOwnId(settings.dataset) && (
            <Suspense>
              <FewImages validationImages={settings.validationImages} />
            </Suspense>
          )}
          <KeptImagesRow />
        </section>
        <details>
          <summary>{settingsTexts.sections.training}</summary>
          {rows(shownIn('training', settings))}
        </details>
        {own !== null && (
          <details>
            <summary>{own.title}</summary>
            {rows(own.names)}
          </details>
        )}
      </div>
      {plays && <p className="settings-lock">{settingsTexts.ofStart(unchosen)}</p>}
      {ofRun && (
        <Lock
          ahead={ahead}
          kind={followed ? 'followed' : replayed ? 'replayed' : 'running'}
          onChange={setAhead}
        />
      )}
    </div>
  );
}

interface LockProps {
  readonly ahead: boolean;
  /** Whose settings are shown. */
  readonly kind: keyof typeof settingsTexts.lock;
  readonly onChange: (ahead: boolean) => void;
}

/** Why nothing can be changed, and the way out. */
function Lock({ ahead, kind, onChange }: LockProps): ReactElement {
  const texts = settingsTexts.lock[kind];
  return (
    <p className="settings-lock">
      <Icon sign="lock" />
      <span>
        {ahead ? texts.ahead : texts.locked}{' '}
        <button type="button" className="link" onClick={() => onChange(!ahead)}>
          {ahead ? texts.showRun : texts.setUpNext}
        </button>
      </span>
    </p>
  );
}

function problemsOf(settings: Settings): ReadonlyMap<string, string> {
  const valid = validateSettings(settings);
  return new Map(valid.ok ? [] : valid.error.map((one) => [one.field, settingsTexts.problem(one)]));
}
