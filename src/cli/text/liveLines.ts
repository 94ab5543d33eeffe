/** Lines at the foot of a terminal that are drawn over and over, and taken away before anything else is written. */
export interface LiveLines {
  draw(lines: readonly string[]): void;
  clear(): void;
}

interface Terminal {
  write(text: string): unknown;
  readonly columns?: number;
}

const USUAL_COLUMNS = 80;

export function createLiveLines(terminal: Terminal): LiveLines {
  let shown: readonly string[] = [];
  const erase = (): string => `\r\x1b[2K${'\x1b[1A\x1b[2K'.repeat(Math.max(0, shown.length - 1))}`;
  return {
    draw(lines) {
      // One that the terminal breaks would take two lines, of which one stays.
      const width = (terminal.columns || USUAL_COLUMNS) - 1;
      const fit = lines.map((line) => line.slice(0, width));
      if (fit.join('\n') === shown.join('\n')) return;
      terminal.write(`${shown.length === 0 ? '\r\x1b[2K' : erase()}${fit.join('\n')}`);
      shown = fit;
    },
    clear() {
      if (shown.length > 0) terminal.write(erase());
      shown = [];
    },
  };
}
