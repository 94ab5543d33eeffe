import { type ReactElement, useMemo } from 'react';
import { encodeHandIn } from '../../../codecs/contest/handIn.ts';
import { qrPicture } from '../../../drawings/qr/qr.ts';
import type { OpenContest } from '../../../store/contest/contest.ts';
import { Copied } from '../../share/Copied.tsx';
import { pageAddress } from '../../share/links.ts';
import { svgAddress } from '../../share/pictures.ts';
import { contestTexts } from '../../texts/classroom/contest.ts';
import type { Handed, Handing } from './useHandIn.ts';
import '../../child/editor/choices/ChoiceGroup.css';
import './HandedIn.css';

const texts = contestTexts.handed;

export type HandedInProps = Pick<Handing, 'handed' | 'standing' | 'isChanged' | 'place'> & {
  readonly open: OpenContest;
};

/** The link and the QR code of what is handed in, and what becomes of it. */
export function HandedIn({ open, handed, standing, isChanged, place }: HandedInProps): ReactElement {
  const { before } = standing;
  return (
    <section ref={place} className="handed" aria-label={texts.title} tabIndex={-1}>
      <div className="choice-head">
        <h3>{texts.title}</h3>
        <span className="hint">{texts.note}</span>
      </div>
      {before !== null && (
        <p>
          <b className="num">{texts.was(before.accuracy)}</b> {texts.wasSays}
        </p>
      )}
      {handed === null ? (
        <p>{texts.none}</p>
      ) : (
        <>
          <Link handed={handed} />
          {isChanged && <p>{texts.changed}</p>}
          <p>
            {texts.says(handed.what.by, handed.what.claim, handed.id)}{' '}
            {open.contest.settings.rewards === 'table' ? texts.table : texts.board}
          </p>
        </>
      )}
      {handed !== null && <p>{texts.again}</p>}
    </section>
  );
}

function Link({ handed: { what } }: { readonly handed: Handed }): ReactElement {
  const link = useMemo(() => pageAddress() + encodeHandIn(what), [what]);
  const code = useMemo(() => qrPicture(link, texts.qr), [link]);
  return (
    <div className="handed-link">
      {code !== null && <img src={svgAddress(code.svg)} alt={texts.qr} />}
      <Copied field={texts.field} name={texts.copy} text={link} />
    </div>
  );
}
