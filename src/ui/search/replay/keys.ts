import { SPEEDS, type Speed } from '../../../protocol/protocol.ts';

/** What a key does with a replay. */
export type KeyAct =
  | { readonly type: 'seek'; readonly moment: number }
  | { readonly type: 'speed'; readonly speed: Speed }
  | { readonly type: 'play' };

export interface AtKeys {
  readonly moment: number;
  readonly last: number;
  readonly speed: Speed;
}

/** With Shift an arrow goes so many trials. */
const STRIDE = 5;

/** Null for a key that is not the replay's. */
export function actOf(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  { moment, last, speed }: AtKeys,
): KeyAct | null {
  const stride = shiftKey ? STRIDE : 1;
  switch (key) {
    case ' ':
      return { type: 'play' };
    case 'ArrowLeft':
      return { type: 'seek', moment: Math.max(0, moment - stride) };
    case 'ArrowRight':
      return { type: 'seek', moment: Math.min(last, moment + stride) };
    case 'Home':
      return { type: 'seek', moment: 0 };
    case 'End':
      return { type: 'seek', moment: last };
    case '<':
      return { type: 'speed', speed: SPEEDS[Math.max(0, SPEEDS.indexOf(speed) - 1)] ?? speed };
    case '>':
      return { type: 'speed', speed: SPEEDS[SPEEDS.indexOf(speed) + 1] ?? speed };
    default:
      return null;
  }
}
