/** Words of an adapter's full name that its makers' lawyers want and nobody says. */
const UNSAID = /\((?:R|TM|C)\)|\bNVIDIA GeForce\b|\bAMD Radeon\b(?= (?:RX|Pro)\b)|\b(?:GPU|Graphics)\b/gi;

/**
 * What people call an adapter, for a place that has no room for all of its name: "RTX 4070 Laptop" for "NVIDIA GeForce RTX 4070
 * Laptop GPU". Without what stands in parentheses or behind a comma; the whole name where nothing else would be left.
 */
export function shortAdapter(name: string): string {
  const short = name
    .replace(UNSAID, '')
    .replace(/\([^)]*\)|,.*/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return short === '' ? name : short;
}
