import { expect, test } from 'vitest';
import { fileAsked, isNamedByContent } from './requests.ts';

const scope = 'https://school.example/class/nas/';
const asked = (url: string, mode = 'cors', more: object = {}) =>
  fileAsked({ method: 'GET', mode, url, isPart: false, ...more }, scope);

test('the start page is answered whatever is asked of it, and nothing else that is opened', () => {
  for (const end of ['', 'index.html', '?big', '?embed=1', 'index.html?embed=1&big'])
    expect(asked(scope + end, 'navigate')).toBe(`${scope}index.html`);
  for (const url of [
    `${scope}other/`,
    `${scope}preview.png`,
    'https://school.example/',
    'https://school.example/class/',
  ])
    expect(asked(url, 'navigate')).toBeNull();
});

test('files are answered by their addresses, without what follows them', () => {
  expect(asked(`${scope}assets/a-12345678.js`)).toBe(`${scope}assets/a-12345678.js`);
  expect(asked(`${scope}recipes/recipes.json?now`)).toBe(`${scope}recipes/recipes.json`);
  expect(isNamedByContent(`${scope}assets/a-12345678.js`, scope)).toBe(true);
  expect(isNamedByContent(`${scope}recipes/recipes.json`, scope)).toBe(false);
});

test('the network answers what is not the page’s, parts of files, and what is sent', () => {
  expect(asked('https://elsewhere.example/class/nas/a.js')).toBeNull();
  expect(asked('https://school.example/class/nas2/a.js')).toBeNull();
  expect(asked(`${scope}data/cifar10/train-00.bin`, 'cors', { isPart: true })).toBeNull();
  expect(asked(`${scope}a`, 'cors', { method: 'POST' })).toBeNull();
});
