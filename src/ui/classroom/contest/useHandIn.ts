import { type RefObject, useContext, useRef, useState } from 'react';
import { type HandIn, roundClaim } from '../../../codecs/contest/handIn.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { sameGraph } from '../../../space/canonical.ts';
import type { History } from '../../../space/edit/history.ts';
import type { OpenContest } from '../../../store/contest/contest.ts';
import { StoreContext } from '../../../store/context.ts';
import { type ContestStanding, useStanding } from './useContest.ts';

/** What was handed in last, with the number of the child that gave its figure. */
export interface Handed {
  readonly what: HandIn;
  readonly id: number;
}

export interface Handing {
  readonly open: OpenContest | null;
  /** Null while it is not whole. */
  readonly architecture: Architecture | null;
  readonly standing: ContestStanding;
  readonly handed: Handed | null;
  readonly isChanged: boolean;
  /** What is handed in is shown there. */
  readonly place: RefObject<HTMLElement | null>;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onHandIn: () => void;
  /** As if the button was pressed. */
  readonly press: () => void;
}

/** What is handed in of the edited pair, as long as the editor is open. */
export function useHandIn(
  open: OpenContest | null,
  architecture: Architecture | null,
  history: History,
): Handing {
  const store = useContext(StoreContext);
  const standing = useStanding(open, architecture, history);
  const [handed, setHanded] = useState<Handed | null>(null);
  const place = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const ofThis = handed?.what.contest === open?.digest ? handed : null;
  const isChanged =
    ofThis !== null && (architecture === null || !sameGraph(architecture, ofThis.what.architecture));
  const onHandIn = (): void => {
    const { figure } = standing;
    if (open === null || figure === null || store === null) return;
    const { nickname, setNickname } = store.getState();
    setNickname(nickname);
    const { accuracy, seed, id, architecture: trained } = figure;
    setHanded({
      what: { architecture: trained, by: nickname, claim: roundClaim(accuracy), seed, contest: open.digest },
      id,
    });
    requestAnimationFrame(() => {
      place.current?.focus({ preventScroll: true });
      place.current?.scrollIntoView({ block: 'nearest' });
    });
  };
  const press = (): void => button.current?.click();
  return { open, architecture, standing, handed: ofThis, isChanged, place, button, onHandIn, press };
}
