/**
 * 32-bit registers that an estimate may come to for a kernel to be taken on graphics cards. An invocation has at most 255 there;
 * beyond them it keeps numbers in memory. The rest is left to loads under way and to what a compiler needs besides.
 */
export const MOST_REGISTERS = 240;

/** Of a group of four channels. */
export const GROUP_REGISTERS = 4;

/** Places, counters and bounds of a loop over pixels. */
export const LOOP_REGISTERS = 16;
