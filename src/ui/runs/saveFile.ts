/** Gives the person a file by way of the browser's downloads; a text is JSON where nothing else is said. */
export function saveFile(name: string, content: string | Blob, type = 'application/json'): void {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has read the address once this task is over.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
