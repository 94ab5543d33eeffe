import { InputError } from '../../base/errors.ts';

/** Characters of a line: the weights of some hundred million parameters. */
const LONGEST = 2 ** 29 - 2 ** 20;

/** Lines of a stream as they come, without their ends; throws an InputError at one that never ends. */
export async function* splitLines(stream: AsyncIterable<string | Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const [first = '', ...more] = (
      typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    ).split('\n');
    pieces.push(first);
    length += first.length;
    for (const next of more) {
      yield pieces.join('');
      pieces = [next];
      length = next.length;
    }
    if (length > LONGEST) throw new InputError('A line is longer than any that there should be.');
  }
  if (length > 0) yield pieces.join('');
}
