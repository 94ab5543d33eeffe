import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { goOnWith, shellWord } from './shell.ts';

const words = ['run.json', '/tmp/über/läuft.json', 'a b\'ü/x "y".json', '$HOME;`id`', '*', '~/x', ''];

test.skipIf(process.platform === 'win32').each(words)('a shell reads %j as it was', (word) => {
  const read = execFileSync('sh', ['-c', `printf %s ${shellWord(word, 'linux')}`], { encoding: 'utf8' });
  expect(read).toBe(word);
});

test('a file is quoted only where it must be', () => {
  expect(goOnWith('train', 'runs/a-1.json')).toBe('Go on with: npm run -s train -- --resume runs/a-1.json');
  expect(shellWord("it's", 'linux')).toBe("'it'\\''s'");
  expect(shellWord('C:\\My runs\\a.json', 'win32')).toBe('"C:\\My runs\\a.json"');
  expect(shellWord('C:\\runs\\a.json', 'win32')).toBe('C:\\runs\\a.json');
});
