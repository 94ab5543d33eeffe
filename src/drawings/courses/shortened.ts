/** A name in so many characters, its middle left out: names of runs differ at their end ("…, ppo, seed 12"). */
export function shortened(name: string, most: number): string {
  const letters = [...name];
  if (letters.length <= most) return name;
  if (most < 3) return letters.slice(0, Math.max(0, most)).join('');
  const tail = Math.ceil((most - 1) * 0.6);
  const head = most - 1 - tail;
  return `${letters.slice(0, head).join('').trimEnd()}…${letters.slice(-tail).join('').trimStart()}`;
}

const BETWEEN = ', ';

/** Names in so many characters each; where one is longer, without the parts in which all of them begin or end alike. */
export function apart(names: readonly string[], most: number): string[] {
  const parts = names.map((name) => name.split(BETWEEN));
  const alike = (at: number): boolean => new Set(parts.map((own) => own.at(at))).size === 1;
  const shortest = Math.min(...parts.map(({ length }) => length));
  let head = 0;
  while (head < shortest - 1 && alike(head)) head++;
  let tail = 0;
  while (tail < shortest - head - 1 && alike(-1 - tail)) tail++;
  const isLong = names.length > 1 && names.some((name) => [...name].length > most);
  const own = isLong ? parts.map((all) => all.slice(head, all.length - tail).join(BETWEEN)) : names;
  return own.map((name) => shortened(name, most));
}
