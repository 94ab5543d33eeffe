/** The compiled kernels, as base64 (src/cli/bootstrap/assembly.mjs). */
declare module 'virtual:kernels' {
  export const alone: string;
  export const shared: string;
}
