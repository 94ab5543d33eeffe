let gpu: GPU | undefined;

/**
 * WebGPU for Node, from the `webgpu` package (Dawn); null where there is none for this platform. Also puts it where tfjs
 * looks for it, `navigator.gpu`. The object is kept, since Dawn dies with it. `wanted`: a part of the adapter's name, without
 * which it answers no other; of several that have it, Dawn takes the first.
 */
export async function openNodeGpu(wanted?: string): Promise<GPU | null> {
  // A command has been asked for its adapter before it began, for any.
  if (wanted === undefined) gpu ??= (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
  if (gpu) return gpu;
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    // Else timestamps come in steps of 66 µs, which is longer than most kernels take on a graphics card.
    gpu = create([
      'disable-dawn-features=timestamp_quantization',
      ...(wanted === undefined ? [] : [`adapter=${wanted}`]),
    ]);
  } catch {
    return null;
  }
  const navigator = (globalThis as { navigator?: object }).navigator ?? {};
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}
