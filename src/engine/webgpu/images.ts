import { DeviceError } from '../../base/errors.ts';
import type { ImageSet } from '../../data/dataset.ts';
import type { ImageStore } from '../executor.ts';

/** A data set on the GPU, as bytes. Labels stay here: each batch brings its own. */
export class CompiledImages implements ImageStore {
  readonly set: ImageSet;
  readonly buffer: GPUBuffer;

  constructor(device: GPUDevice, set: ImageSet) {
    const size = 4 * Math.ceil(set.images.length / 4);
    const limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
    if (size > limit) {
      throw new DeviceError(
        `the images take ${size} bytes and this graphics adapter binds at most ${limit}: use fewer images`,
      );
    }
    this.set = set;
    this.buffer = device.createBuffer({
      label: 'images',
      size: Math.max(size, 4),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
    const whole = set.images.length - (set.images.length % 4);
    device.queue.writeBuffer(this.buffer, 0, set.images, 0, whole);
    if (whole < set.images.length) {
      const rest = new Uint8Array(4);
      rest.set(set.images.subarray(whole));
      device.queue.writeBuffer(this.buffer, whole, rest);
    }
  }

  dispose(): void {
    this.buffer.destroy();
  }
}
