/**
 * Unrolls WGSL. Compilers keep arrays with a variable index in memory, so blocks of registers must be spelled out:
 *
 *     $for p in 0..PIXELS
 *     acc$p = fma(in$(p*STRIDE+k), w$k, acc$p);
 *     $end
 *
 * repeats its lines with $p replaced; `$(…)` is a sum of products of whole numbers, constants and loop variables.
 *
 *     $if JOINED
 *     …
 *     $else
 *     …
 *     $end
 *
 * takes the first lines where such a sum is not 0, else the others, if there are any; `$if !JOINED` is the opposite.
 */
export function expand(source: string, constants: Names): string {
  const key = JSON.stringify(constants);
  const expansions = made.get(source) ?? new Map<string, string>();
  made.set(source, expansions);
  const known = expansions.get(key);
  if (known !== undefined) return known;
  const lines = source.split('\n');
  const out: string[] = [];
  const end = expandLines(lines, 0, constants, out);
  if (end < lines.length) throw new SyntaxError(`line ${end + 1}: ${lines[end]!.trim()} without $for or $if`);
  const text = out.join('\n');
  expansions.set(key, text);
  return text;
}

/** Every job of a child asks for its kernel's text: expanding it each time took most of the compiler's time. */
const made = new Map<string, Map<string, string>>();

type Names = Readonly<Record<string, number>>;

/** Appends the expansion of the lines from `start` up to the matching $end or $else, whose index it answers; `out` null: skips them. */
function expandLines(lines: readonly string[], start: number, names: Names, out: string[] | null): number {
  let i = start;
  for (; i < lines.length; i++) {
    const line = lines[i]!;
    if (isEnd(line) || isElse(line)) return i;
    const loop = /^\s*\$for (\w+) in (\S+?)\.\.(\S+)\s*$/.exec(line);
    const condition = /^\s*\$if (!?)(\S+)\s*$/.exec(line);
    if (loop) {
      const [, name, from, to] = loop as unknown as [string, string, string, string];
      i = expandLoop(lines, i, { name, from, to }, names, out);
    } else if (condition) {
      const [, not, sum] = condition as unknown as [string, string, string];
      const holds = out !== null && (evaluate(sum, names) !== 0) === (not === '');
      i = expandIf(lines, i, holds, names, out);
    } else if (/^\s*\$(for|if|else|end)\b/.test(line)) {
      throw new SyntaxError(`line ${i + 1}: ${line.trim()} is not understood`);
    } else out?.push(substitute(line, names));
  }
  return i;
}

const isEnd = (line: string): boolean => /^\s*\$end\s*$/.test(line);
const isElse = (line: string): boolean => /^\s*\$else\s*$/.test(line);

interface Loop {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Answers the index of the loop's $end. */
function expandLoop(
  lines: readonly string[],
  at: number,
  { name, from, to }: Loop,
  names: Names,
  out: string[] | null,
): number {
  const end = expandLines(lines, at + 1, names, null);
  if (end >= lines.length || !isEnd(lines[end]!)) throw new SyntaxError(`line ${at + 1}: $for without $end`);
  if (out === null) return end;
  const last = evaluate(to, names);
  for (let value = evaluate(from, names); value < last; value++) {
    expandLines(lines, at + 1, { ...names, [name]: value }, out);
  }
  return end;
}

/** Answers the index of the $end. `holds`: whether the condition does. */
function expandIf(
  lines: readonly string[],
  at: number,
  holds: boolean,
  names: Names,
  out: string[] | null,
): number {
  let end = expandLines(lines, at + 1, names, holds ? out : null);
  if (end < lines.length && isElse(lines[end]!)) end = expandLines(lines, end + 1, names, holds ? null : out);
  if (end >= lines.length || !isEnd(lines[end]!)) throw new SyntaxError(`line ${at + 1}: $if without $end`);
  return end;
}

function substitute(line: string, names: Names): string {
  return line
    .replace(/\$\(([^)]*)\)/g, (_, sum: string) => String(evaluate(sum, names)))
    .replace(/\$([A-Za-z]\w*)/g, (_, name: string) => String(numberOf(name, names)));
}

function evaluate(sum: string, names: Names): number {
  const product = (text: string): number =>
    text.split('*').reduce((total, factor) => total * numberOf(factor.trim(), names), 1);
  return sum.split(/(?=[+-])/).reduce((total, term) => {
    const negative = term.startsWith('-');
    const value = product(term.replace(/^[+-]/, ''));
    return total + (negative ? -value : value);
  }, 0);
}

function numberOf(name: string, names: Names): number {
  const value = /^\d+$/.test(name) ? Number(name) : names[name];
  if (value === undefined) throw new SyntaxError(`$${name} is not defined`);
  return value;
}
