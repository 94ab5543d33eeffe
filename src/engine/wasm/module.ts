import { alone, shared } from 'virtual:kernels';

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** The kernels, compiled once: for one thread, or for several that share a memory. */
export function kernelModule(forSeveral: boolean): Promise<WebAssembly.Module> {
  const text = forSeveral ? shared : alone;
  let module = compiled.get(text);
  if (!module) {
    module = WebAssembly.compile(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
    compiled.set(text, module);
  }
  return module;
}
