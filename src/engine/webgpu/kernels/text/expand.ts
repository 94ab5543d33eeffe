/**
 * Unrolls WGSL. Compilers keep arrays with a variable index in memory, so blocks of registers must be spelled out:
 *
 *     $for p in 0..P
 *     acc$p = fma(in$(p*S+k), w$k, acc$p);
 *     $end
 *
 * repeats its lines with $p replaced; `$(…)` is a sum of products of whole numbers, constants and loop variables.
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
  if (end < lines.length) throw new SyntaxError(`line ${end + 1}: $end without $for`);
  const text = out.join('\n');
  expansions.set(key, text);
  return text;
}

/** Every job of a child asks for its kernel's text: expanding it each time took most of the compiler's time. */
const made = new Map<string, Map<string, string>>();

type Names = Readonly<Record<string, number>>;

/** Appends the expansion of the lines from `start` up to the matching $end, whose index it answers. */
function expandLines(lines: readonly string[], start: number, names: Names, out: string[]): number {
  let i = start;
  for (; i < lines.length; i++) {
    const line = lines[i]!;
    if (/^\s*\$end\s*$/.test(line)) return i;
    const loop = /^\s*\$for (\w+) in (\S+?)\.\.(\S+)\s*$/.exec(line);
    if (!loop) {
      out.push(substitute(line, names));
      continue;
    }
    const [, name, from, to] = loop as unknown as [string, string, string, string];
    let end = i;
    const [first, last] = [evaluate(from, names), evaluate(to, names)];
    for (let value = first; value < last; value++) {
      end = expandLines(lines, i + 1, { ...names, [name]: value }, out);
    }
    if (last <= first) end = expandLines(lines, i + 1, { ...names, [name]: first }, []);
    if (end >= lines.length) throw new SyntaxError(`line ${i + 1}: $for without $end`);
    i = end;
  }
  return i;
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
