import * as tf from '@tensorflow/tfjs';

/**
 * Runs tfjs work on the named backend and gives tfjs back as it was before anyone else can notice: whatever the work
 * does before its first `await` runs there. Tensors stay where they were made; reading and disposing need no more.
 * The backend must be registered and start at once, as tfjs's cpu backend does.
 */
export function runOn<Value>(backend: string, work: () => Value): Value {
  // None before tfjs was first used; then there is nothing to go back to.
  const before = tf.getBackend() as string | undefined;
  if (before === backend) return work();
  if (!tf.findBackend(backend)) throw new Error(`tfjs has no backend ${backend}, or it is not ready yet`);
  // Both backends exist, so each call takes effect before it returns its promise.
  void tf.setBackend(backend);
  try {
    return work();
  } finally {
    if (before !== undefined) void tf.setBackend(before);
  }
}
