/**
 * The fragment of a link, read through what happens to links on their way: spaces around, a sentence's punctuation
 * behind, letters written with percent signs, parts that programs append to follow who opens what.
 */
export interface Fragment {
  /** "c" of `#c=…`, "board" of `#board`; null where it is a bare value, such as a code alone. */
  readonly key: string | null;
  /** '' where there is none. */
  readonly value: string;
  /** What follows, `&step=2`: what nobody asks for is passed over. */
  readonly more: ReadonlyMap<string, string>;
}

/** A whole link, a fragment or what follows its sign. `bare`: words that are a key without a value. */
export function readFragment(text: string, bare: readonly string[] = []): Fragment {
  const [first = '', ...rest] = unescaped(afterHash(text.trim())).split(/[&?]/);
  const pairs = [first, ...rest].map(pairOf);
  const [head = { key: null, value: '' }] = pairs;
  const more = new Map<string, string>();
  for (const { key, value } of pairs.slice(1)) if (key !== null && !more.has(key)) more.set(key, value);
  if (head.key === null && bare.includes(head.value)) return { key: head.value, value: '', more };
  return { ...head, more };
}

function pairOf(part: string): Pick<Fragment, 'key' | 'value'> {
  const text = withoutEnding(part);
  const equals = /^[a-z_]+=/.exec(text)?.[0].length ?? 0;
  return equals === 0
    ? { key: null, value: text }
    : { key: text.slice(0, equals - 1), value: text.slice(equals) };
}

const afterHash = (text: string): string => text.slice(text.indexOf('#') + 1);

function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return afterHash(decodeURIComponent(text));
  } catch {
    return text;
  }
}

/** A loop, since a regular expression would take quadratic time on a long row of such signs. */
function withoutEnding(text: string): string {
  let end = text.length;
  while (end > 0 && '.,;:!?\'"’”)]}>*… \u200b'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
