/** Gives the person a file by way of the browser's downloads. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has read the address once this task is over.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
