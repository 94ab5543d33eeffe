/** A name in so many characters, its middle left out: names of runs differ at their end ("…, ppo, seed 12"). */
export function shortened(name: string, most: number): string {
  const letters = [...name];
  if (letters.length <= most) return name;
  if (most < 3) return letters.slice(0, Math.max(0, most)).join('');
  const tail = Math.ceil((most - 1) * 0.6);
  const head = most - 1 - tail;
  return `${letters.slice(0, head).join('').trimEnd()}…${letters.slice(-tail).join('').trimStart()}`;
}
