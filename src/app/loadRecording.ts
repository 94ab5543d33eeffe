import { clauseOf } from '../base/errors.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { isComplete, type Run } from '../run/run.ts';
import type { RecordingProblem } from '../store/replay/recordings.ts';
import { pageTexts } from '../ui/texts/page.ts';

/**
 * A recorded run that lies beside the page, compressed. Some hosts tell the browser that such a file is compressed, so that it
 * comes as text already: its first bytes say. Never rejects.
 */
export async function loadRecording(
  url: string,
  readRunFile: (file: Blob) => Promise<Result<Run, string>>,
): Promise<Result<Run, RecordingProblem>> {
  let response: Response;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    response = await fetch(url);
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (thrown) {
    return fail({ kind: 'unreachable', why: clauseOf(thrown) });
  }
  // Many hosts answer an unknown address with their start page.
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (!response.ok || isPage) return fail({ kind: 'absent', status: response.status });
  let file: Blob;
  try {
    file = isGzip(bytes) ? await unpacked(bytes) : new Blob([bytes]);
  } catch (thrown) {
    return fail({ kind: 'damaged', why: pageTexts.recordingCut(clauseOf(thrown)) });
  }
  const read = await readRunFile(file);
  if (!read.ok) return fail({ kind: 'damaged', why: read.error });
  return isComplete(read.value)
    ? ok(read.value)
    : fail({ kind: 'damaged', why: pageTexts.recordingUnfinished });
}

/** RFC 1952, section 2.3.1. */
const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

const unpacked = (bytes: Uint8Array<ArrayBuffer>): Promise<Blob> =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).blob();
