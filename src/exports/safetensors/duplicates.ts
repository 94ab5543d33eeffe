/**
 * A name that stands twice in one object of a JSON text, or null; the text must be sound. JSON.parse keeps the last of
 * them in silence.
 */
export function duplicateName(json: string): string | null {
  /** Of the objects that are open; null of a list. */
  const open: (Set<string> | null)[] = [];
  // Strings, and the signs that open and close; a string is a name where a colon follows.
  for (const [token, string] of json.matchAll(/("(?:[^"\\]|\\.)*")(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (string !== undefined) {
      const names = open.at(-1);
      const name = JSON.parse(string) as string;
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return null;
}
