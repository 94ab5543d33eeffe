// @ts-check
/**
 * Whether Vulkan's drivers have a device that will do: a driver's file is there on many machines without a card. Asked in
 * the process that then uses it, which costs nothing, since the command takes over what is opened here (`nodeGpu.ts`).
 * @returns {Promise<boolean>} true also where there is no WebGPU for Node at all, which another driver would not change
 */
export async function findsAdapter() {
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    const gpu = create(['disable-dawn-features=timestamp_quantization']);
    if ((await gpu.requestAdapter({ powerPreference: 'high-performance' })) === null) return false;
    const navigator = /** @type {{ navigator?: object }} */ (globalThis).navigator ?? {};
    Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  } catch {
    // The command says what it lacks.
  }
  return true;
}
