/** Apart from the builder, which rules about settings needn't load. */

/** A 5 x 5 pool is the first thing the auxiliary head does: its map may not be smaller. */
export const AUXILIARY_WINDOW = 5;

/** Height and width of the map that the CIFAR network's auxiliary head begins with: one reduction has halved the image. */
export const auxiliaryMap = (size: number): number => Math.ceil(size / 2);
