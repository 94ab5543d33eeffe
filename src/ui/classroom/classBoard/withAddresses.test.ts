import { expect, test } from 'vitest';
import { withAddresses } from './withAddresses.ts';

const link = 'https://example.org/nas/#c=AQAB&by=Ada';

test('links whose words are others come along, each once, and only those that a board reads', () => {
  const html = `<p><a class="x" href="${link.replace('&', '&amp;')}">my cell</a>
    <a href='${link}'>again</a> <a href="https://example.org/#glossary=cell">a word</a></p>`;
  expect(withAddresses('my cell again a word', html)).toBe(`my cell again a word\n${link}`);
});

test('what stands in the text already is not read twice', () => {
  expect(withAddresses(`see ${link}`, `<a href="${link}">${link}</a>`)).toBe(`see ${link}`);
});

test('a page of text without links, or none at all, stays as it is', () => {
  expect(withAddresses('NASNet', '<b>NASNet</b>')).toBe('NASNet');
  expect(withAddresses('NASNet', '')).toBe('NASNet');
});
