/** What a device was asked to do, counted at the device itself so that every engine is measured alike. */
export interface DeviceMeter {
  /** Compute dispatches recorded so far. */
  readonly dispatches: number;
  /** Bytes of all buffers that exist. */
  readonly bytes: number;
  /** Greatest `bytes` since the last `restartPeak`. */
  readonly peakBytes: number;
  restartPeak(): void;
}

/** Counts the device's buffers and compute dispatches from now on. A buffer counts until it is destroyed. */
export function meterDevice(device: GPUDevice): DeviceMeter {
  let dispatches = 0;
  let bytes = 0;
  let peakBytes = 0;

  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = createBuffer(descriptor);
    const { size } = buffer;
    bytes += size;
    peakBytes = Math.max(peakBytes, bytes);
    const destroy = buffer.destroy.bind(buffer);
    let alive = true;
    buffer.destroy = () => {
      if (alive) bytes -= size;
      alive = false;
      return destroy();
    };
    return buffer;
  };

  const createCommandEncoder = device.createCommandEncoder.bind(device);
  device.createCommandEncoder = (descriptor) => {
    const encoder = createCommandEncoder(descriptor);
    const beginComputePass = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = (passDescriptor) => {
      const pass = beginComputePass(passDescriptor);
      const dispatchWorkgroups = pass.dispatchWorkgroups.bind(pass);
      pass.dispatchWorkgroups = (x, y, z) => {
        dispatches++;
        return dispatchWorkgroups(x, y, z);
      };
      return pass;
    };
    return encoder;
  };

  return {
    get dispatches() {
      return dispatches;
    },
    get bytes() {
      return bytes;
    },
    get peakBytes() {
      return peakBytes;
    },
    restartPeak() {
      peakBytes = bytes;
    },
  };
}
