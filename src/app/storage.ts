/** The browser's storage, or null where it is forbidden (some private windows, blocked cookies). */
export function openStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
