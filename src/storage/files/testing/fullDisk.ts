import { type FileHandle, open } from 'node:fs/promises';
import { devNull } from 'node:os';

/**
 * While `work` runs, writes fail as on a full disk where `isFull` says so: half of the bytes are there, then the system
 * refuses. All files of this process are meant.
 */
export async function withFullDisk<Value>(isFull: () => boolean, work: () => Promise<Value>): Promise<Value> {
  const any = await open(devNull);
  const prototype = Object.getPrototypeOf(any) as FileHandle;
  await any.close();
  const { writeFile } = prototype;
  prototype.writeFile = async function (content) {
    const bytes = Buffer.from(content as Uint8Array);
    if (!isFull()) return writeFile.call(this, bytes);
    await writeFile.call(this, bytes.subarray(0, bytes.length >> 1));
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
  };
  try {
    return await work();
  } finally {
    prototype.writeFile = writeFile;
  }
}
