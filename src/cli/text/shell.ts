/** A word as a person can paste it into a shell, between quotes where the shell would read it otherwise. */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word)) return word;
  if (platform === 'win32') return /^[\w\\@+=:,./-]+$/.test(word) ? word : `"${word}"`;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** How to go on with what a file holds. */
export const goOnWith = (command: 'search' | 'train', file: string): string =>
  `Go on with: npm run -s ${command} -- --resume ${shellWord(file)}`;
