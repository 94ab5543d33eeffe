import { describe, expect, it } from 'vitest';
import { isComplete, isSupportedNode } from './install.mjs';

describe('isSupportedNode', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'])('takes %s', (version) => {
    expect(isSupportedNode(version)).toBe(true);
  });

  it.each(['16.20.2', '18.20.0', '20.18.9', '21.7.3', '22.11.0'])('refuses %s', (version) => {
    expect(isSupportedNode(version)).toBe(false);
  });
});

describe('isComplete', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/other-platform': { version: '2.0.0', integrity: 'sha512-o', optional: true },
  };
  const a = wanted['node_modules/a'];

  it('needs every package but optional ones', () => {
    expect(isComplete(wanted, { 'node_modules/a': a })).toBe(true);
    expect(isComplete(wanted, {})).toBe(false);
  });

  it('sees another version, other content and a package too many', () => {
    expect(isComplete(wanted, { 'node_modules/a': { ...a, version: '1.0.1' } })).toBe(false);
    expect(isComplete(wanted, { 'node_modules/a': { ...a, integrity: 'sha512-b' } })).toBe(false);
    expect(isComplete(wanted, { 'node_modules/a': a, 'node_modules/b': a })).toBe(false);
  });
});
