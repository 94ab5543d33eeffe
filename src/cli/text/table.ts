/** Lines of a table, its head first; columns are aligned to the right, the first ones of names to the left. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { names = 0 }: { readonly names?: number } = {},
): string[] {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const aligned = (cell: string, i: number): string =>
    i < names ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return [head, ...rows].map((row) => row.map(aligned).join('  '));
}
