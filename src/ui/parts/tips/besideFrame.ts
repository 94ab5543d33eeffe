/** Where dialogs stand: beside the frame, whose mode sets how they are laid out. */
export const besideFrame = (): Element => document.querySelector('.frame')?.parentElement ?? document.body;
