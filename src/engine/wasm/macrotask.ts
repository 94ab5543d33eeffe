/**
 * Settles in a task of its own: messages that came meanwhile are heard before. A timer would take 4 ms each time in a
 * browser, and an engine that computes on its own thread waits so before every batch.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
