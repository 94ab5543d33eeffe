/** An error's own text as a sentence: with one stop at its end, whatever it ends in. */
export function sentence(text: string): string {
  const words = text.trim().replace(/([.!?…])[.\s]+$/, '$1');
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
