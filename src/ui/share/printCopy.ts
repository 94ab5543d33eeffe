let last: HTMLElement | null = null;

/** Prints a sheet alone, in the page's place. Asks for the printer once the pictures are there. */
export async function printCopy(sheet: HTMLElement): Promise<void> {
  last?.remove();
  const copy = sheet.cloneNode(true) as HTMLElement;
  last = copy;
  copy.hidden = false;
  document.body.append(copy);
  addEventListener('afterprint', () => copy.remove(), { once: true });
  await Promise.allSettled(Array.from(copy.querySelectorAll('img'), (one) => one.decode()));
  print();
}
