import { expect, it } from 'vitest';
import { openerFor } from './openBrowser.ts';

const url = 'http://localhost:4280/';
const linux = { platform: 'linux' as const, env: { DISPLAY: ':0' }, isTerminal: true };

it('opens a browser where a person would see it', () => {
  expect(openerFor(url, linux)).toEqual(['xdg-open', url]);
  expect(openerFor(url, { ...linux, platform: 'darwin', env: {} })).toEqual(['open', url]);
});

it.each([{ CI: 'true', DISPLAY: ':0' }, { SSH_CONNECTION: '1', DISPLAY: ':0' }, {}])(
  'opens none with %j',
  (env) => {
    expect(openerFor(url, { ...linux, env })).toBeUndefined();
  },
);

it('opens none when nobody reads the output', () => {
  expect(openerFor(url, { ...linux, isTerminal: false })).toBeUndefined();
});
