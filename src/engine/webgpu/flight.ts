import { DeviceError, messageOf } from '../../base/errors.ts';
import { ChildError } from '../executor.ts';

/** Bytes of a buffer, from an offset on. */
export type ByteRange = readonly [buffer: GPUBuffer, offset: number, bytes: number];

/**
 * Submissions of a device, at most two of them unfinished at any time, so that stopping is immediate. Whoever waits is told
 * what the device had to say of earlier work: a DeviceError where it no longer answers, else a ChildError.
 */
export class Flight {
  readonly #device: GPUDevice;
  readonly #takeError: () => string | undefined;
  readonly #pending: Promise<undefined>[] = [];

  /** `takeError`: what the device has reported since it was last asked. */
  constructor(device: GPUDevice, takeError: () => string | undefined) {
    this.#device = device;
    this.#takeError = takeError;
  }

  /** Waits until one more may fly. */
  async room(): Promise<void> {
    await this.#wait(async () => {
      while (this.#pending.length >= 2) await this.#pending.shift();
    });
  }

  submit(commands: GPUCommandBuffer): void {
    this.#device.queue.submit([commands]);
    const done = this.#device.queue.onSubmittedWorkDone();
    // Whoever waits next learns of a failure; until then it must not count as unhandled.
    done.catch(() => {});
    this.#pending.push(done);
  }

  /** Waits for everything submitted. */
  async land(): Promise<void> {
    while (this.#pending.length > 0) await this.#pending.shift();
  }

  /** Reads ranges of buffers once everything submitted is done; `then` records what follows the copies. */
  async read(
    ranges: readonly ByteRange[],
    then?: (encoder: GPUCommandEncoder) => void,
  ): Promise<Float32Array[]> {
    const encoder = this.#device.createCommandEncoder();
    const staged = ranges.map(([buffer, offset, bytes]) => {
      const staging = this.#device.createBuffer({
        size: bytes,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      });
      encoder.copyBufferToBuffer(buffer, offset, staging, 0, bytes);
      return staging;
    });
    then?.(encoder);
    this.submit(encoder.finish());
    try {
      await this.#wait(() => Promise.all(staged.map((staging) => staging.mapAsync(GPUMapMode.READ))));
      return staged.map((staging) => new Float32Array(staging.getMappedRange().slice(0)));
    } finally {
      for (const staging of staged) staging.destroy();
    }
  }

  async #wait(done: () => Promise<unknown>): Promise<void> {
    try {
      await done();
    } catch (thrown) {
      throw new DeviceError(`the graphics device does not answer: ${messageOf(thrown)}`);
    }
    const error = this.#takeError();
    if (error !== undefined) throw new ChildError(`the graphics device reports: ${error}`);
  }
}
