let gpu: GPU | undefined;

/**
 * WebGPU for Node, from the `webgpu` package (Dawn); null where there is none for this platform. Also puts it where tfjs
 * looks for it, `navigator.gpu`. The object is kept, since Dawn dies with it.
 */
export async function openNodeGpu(): Promise<GPU | null> {
  // A command has been asked for its adapter before it began.
  gpu ??= (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
  if (gpu) return gpu;
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    // Else timestamps come in steps of 66 µs, which is longer than most kernels take on a graphics card.
    gpu = create(['disable-dawn-features=timestamp_quantization']);
  } catch {
    return null;
  }
  const navigator = (globalThis as { navigator?: object }).navigator ?? {};
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}
