import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TextFlaw, textFlawClause, textOfBytes } from './textBytes.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};
const flawOf = (raw: Uint8Array): TextFlaw => {
  const read = textOfBytes(raw);
  if (read.ok) throw new Error(`was read as ${JSON.stringify(read.value)}`);
  return read.error;
};

const json = '{"name": "Läufe 1 – 😀"}';

test.each<[string, Uint8Array]>([
  ['UTF-8', utf8(json)],
  ['UTF-8 with a mark', utf8(`\ufeff${json}`)],
  ['UTF-16 as PowerShell writes it', utf16(`\ufeff${json}`, true)],
  ['UTF-16, big end first', utf16(`\ufeff${json}`, false)],
  ['UTF-16 without a mark', utf16(json, true)],
  ['UTF-16 without a mark, big end first', utf16(json, false)],
])('%s is read', (_, raw) => {
  expect(textOfBytes(raw)).toEqual({ ok: true, value: json });
});

test('line breaks of every system are one', () => {
  expect(textOfBytes(utf8('a\r\nb\rc\nd\r\n'))).toEqual({ ok: true, value: 'a\nb\nc\nd\n' });
});

test.each<[string, Uint8Array, TextFlaw, string]>([
  ['no byte', bytes(), { kind: 'empty' }, 'is empty'],
  ['white space', utf8(' \r\n\t'), { kind: 'empty' }, 'is empty'],
  ['a mark alone', bytes(0xff, 0xfe), { kind: 'empty' }, 'is empty'],
  [
    'zero bytes',
    new Uint8Array(4096),
    { kind: 'only-zeros', bytes: 4096 },
    'holds only zero bytes (4096 of them), as an interrupted write leaves them',
  ],
  [
    'text that goes over into zero bytes',
    utf8(`${json.slice(0, 8)}${'\0'.repeat(90)}`),
    { kind: 'zeros', at: 8 },
    'holds nothing but zero bytes behind its character 8, as an interrupted write leaves them',
  ],
  [
    'half a character of UTF-16',
    utf16(`\ufeff${json}`, true).slice(0, -1),
    { kind: 'broken-utf16' },
    'is UTF-16 text that is damaged or cut off',
  ],
  [
    'windows-1252, as older editors save it',
    Uint8Array.from(Buffer.from('{"name": "Läufe über Nacht, 5 µm"}\r\n', 'latin1')),
    { kind: 'other-encoding' },
    'is text in neither UTF-8 nor UTF-16, in windows-1252 perhaps (save it as UTF-8)',
  ],
  [
    'a picture',
    bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    { kind: 'other-kind', is: 'a picture (PNG)' },
    'is a picture (PNG)',
  ],
  [
    'a photograph',
    bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0x10),
    { kind: 'other-kind', is: 'a picture (JPEG)' },
    'is a picture (JPEG)',
  ],
  [
    'a picture that moves',
    Uint8Array.from([...utf8('GIF89a'), 1, 0, 1, 0]),
    { kind: 'other-kind', is: 'a picture (GIF)' },
    'is a picture (GIF)',
  ],
  [
    'a picture of the web',
    Uint8Array.from([...utf8('RIFF'), 0x90, 1, 0, 0, ...utf8('WEBPVP8 ')]),
    { kind: 'other-kind', is: 'a picture (WebP)' },
    'is a picture (WebP)',
  ],
  [
    'sound, which begins as that does',
    Uint8Array.from([...utf8('RIFF'), 0x90, 1, 0, 0, ...utf8('WAVEfmt ')]),
    { kind: 'no-text', start: '52 49 46 46' },
    'is no text in UTF-8 or UTF-16 (its first bytes are 52 49 46 46)',
  ],
  [
    'a zip archive',
    Uint8Array.from([...utf8('PK'), 3, 4, 20, 0, 0, 0]),
    { kind: 'other-kind', is: 'a zip archive' },
    'is a zip archive',
  ],
  [
    'a PDF document',
    Uint8Array.from([...utf8('%PDF-1.7\n%'), 0xe2, 0xe3, 0xcf, 0xd3]),
    { kind: 'other-kind', is: 'a PDF document' },
    'is a PDF document',
  ],
  [
    'zero bytes within',
    utf8('abcdefgh\0ijk'),
    { kind: 'no-text', start: '61 62 63 64' },
    'is no text in UTF-8 or UTF-16 (its first bytes are 61 62 63 64)',
  ],
])('%s is named', (_, raw, flaw, clause) => {
  expect(flawOf(raw)).toEqual(flaw);
  expect(textFlawClause(flaw)).toBe(clause);
});

test('text of any kind comes back from UTF-8, and no bytes throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
      if (plain.trim() === '' || plain.includes('\0')) return;
      expect(textOfBytes(utf8(plain))).toEqual({ ok: true, value: plain });
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (raw) => {
      const read = textOfBytes(raw);
      if (read.ok) expect(read.value.trim()).not.toBe('');
    }),
  );
});
