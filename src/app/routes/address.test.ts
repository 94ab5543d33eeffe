import { expect, test } from 'vitest';
import { decodeRoute } from '../../codecs/route.ts';
import { encodeArchitecture } from '../../codecs/share.ts';
import { presetOf } from '../../space/presets.ts';
import { openedBy } from './address.ts';

const { architecture } = presetOf('nasnet-a');
const code = encodeArchitecture(architecture);
const opened = (fragment: string) => openedBy(decodeRoute(fragment));

test('a pair is opened, an empty address opens nothing, a damaged code says so', () => {
  expect(opened(`#c=${code}&fbclid=abc`)).toEqual({ ok: true, value: architecture });
  expect(opened('')).toBeNull();
  expect(opened(`#edit=${code}`)).toBeNull();
  expect(opened('#board')).toBeNull();
  expect(opened('#contest=b5')).toBeNull();
  expect(opened('#c=abc')).toMatchObject({ ok: false, error: { kind: 'damaged' } });
});
