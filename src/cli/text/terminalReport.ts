import type { PreparationProgress } from '../../data/shards/preparation.ts';

/** Prints progress for a person: one line that is overwritten on a terminal, else a line every tenth. */
export function terminalReport(stream: NodeJS.WriteStream): (progress: PreparationProgress) => void {
  let last = '';
  return ({ stage, done, total, sentence }) => {
    if (stage === 'failed') return;
    if (stream.isTTY) {
      if (sentence !== last) stream.write(`\r\x1b[2K${sentence}${stage === 'ready' ? '\n' : ''}`);
      last = sentence;
      return;
    }
    const tenth = `${stage} ${total > 0 ? Math.floor((10 * done) / total) : 0}`;
    if (tenth !== last) stream.write(`${sentence}\n`);
    last = tenth;
  };
}
