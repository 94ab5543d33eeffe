/** Structs that TypeScript writes and kernels read, described once: their WGSL text and the places of their members. */

const sizes = { u32: 4, f32: 4, vec4f: 16, vec4u: 16 } as const;

type Scalar = keyof typeof sizes;

/** The type of a member, or the type and length of an array. */
export type MemberType = Scalar | readonly [of: 'vec4f' | 'vec4u', length: number];

export interface Struct<Name extends string> {
  /** Its WGSL declaration. */
  readonly text: string;
  /** Its length, which is a multiple of 16 so that it may be a uniform. */
  readonly bytes: number;
  /** Where each member begins, in words of four bytes. */
  readonly words: Readonly<Record<Name, number>>;
}

/** By WGSL's rules of alignment: every member begins at a multiple of its (element's) size. */
export function struct<Name extends string>(
  name: string,
  members: Readonly<Record<Name, MemberType>>,
): Struct<Name> {
  const words: Partial<Record<Name, number>> = {};
  const declared: string[] = [];
  let bytes = 0;
  for (const [member, type] of Object.entries(members) as [Name, MemberType][]) {
    const [scalar, length] = typeof type === 'string' ? [type, 1] : type;
    const size = sizes[scalar];
    bytes = Math.ceil(bytes / size) * size;
    words[member] = bytes / 4;
    bytes += size * length;
    declared.push(`${member}: ${typeof type === 'string' ? type : `array<${scalar}, ${length}>`}`);
  }
  return {
    text: `struct ${name} { ${declared.join(', ')} }`,
    bytes: 16 * Math.ceil(bytes / 16),
    words: words as Record<Name, number>,
  };
}
