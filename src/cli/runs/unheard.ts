const nobody = (): void => undefined;

/** From now on it is nothing that ends this process when one of these can no longer be written to. */
export function goOnUnheard(...streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) if (!stream.listeners('error').includes(nobody)) stream.on('error', nobody);
}
