import { describe, expect, it } from 'vitest';
import { chromiumCandidates, findInstalled } from './chromium.mjs';

const files = (...names: string[]) => {
  const present = new Set(names);
  return (file: string) => present.has(file);
};
const linux = { platform: 'linux' as const, env: { PATH: '/usr/local/bin:/usr/bin' } };

describe('findInstalled', () => {
  it('prefers Chrome to Chromium wherever on the path they are', () => {
    const exists = files('/usr/local/bin/chromium', '/usr/bin/google-chrome');
    expect(findInstalled(linux, exists)).toBe('/usr/bin/google-chrome');
    expect(findInstalled(linux, files('/usr/bin/chromium-browser'))).toBe('/usr/bin/chromium-browser');
  });

  it('finds nothing where there is none', () => {
    expect(findInstalled(linux, files())).toBeUndefined();
    expect(findInstalled({ platform: 'linux', env: {} }, files())).toBeUndefined();
  });

  it('obeys CHROME_PATH, and says so when it is wrong', () => {
    const machine = { ...linux, env: { ...linux.env, CHROME_PATH: '/my/chrome' } };
    expect(findInstalled(machine, files('/my/chrome', '/usr/bin/chromium'))).toBe('/my/chrome');
    expect(() => findInstalled(machine, files('/usr/bin/chromium'))).toThrow(
      'CHROME_PATH names /my/chrome, which does not exist',
    );
  });

  it('knows the places of macOS and Windows', () => {
    expect(chromiumCandidates({ platform: 'darwin', env: { HOME: '/Users/a' } })).toContain(
      '/Users/a/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
    expect(chromiumCandidates({ platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' } })[0]).toBe(
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    );
  });
});
