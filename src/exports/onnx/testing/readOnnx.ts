/** Reads of an ONNX file what tests look at, by field numbers alone: what wrote it has no say here. */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

export interface OnnxFile {
  readonly irVersion: number;
  readonly opset: number;
  readonly doc: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
}

export interface OnnxNode {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers by the attribute's name. */
  readonly ints: Readonly<Record<string, readonly number[]>>;
}

export interface OnnxTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly values: Float32Array;
}

export function readOnnx(file: Uint8Array): OnnxFile {
  const model = fields(file);
  const graph = fields(model.bytes(7));
  const metadata = model.all(14).map(fields);
  return {
    irVersion: model.number(1),
    opset: fields(model.bytes(8)).number(2),
    doc: model.text(6),
    metadata: Object.fromEntries(metadata.map((entry) => [entry.text(1), entry.text(2)])),
    nodes: graph.all(1).map(readNode),
    initializers: graph.all(5).map(readTensor),
  };
}

function readNode(bytes: Uint8Array): OnnxNode {
  const node = fields(bytes);
  const attributes = node.all(5).map(fields);
  return {
    name: node.text(3),
    operator: node.text(4),
    inputs: node.all(1).map(text),
    outputs: node.all(2).map(text),
    ints: Object.fromEntries(
      attributes.map((entry) => [entry.text(1), [...entry.numbers(3), ...entry.numbers(8)]]),
    ),
  };
}

function readTensor(bytes: Uint8Array): OnnxTensor {
  const tensor = fields(bytes);
  const values = new Float32Array(tensor.bytes(9).slice().buffer);
  return { name: tensor.text(8), dimensions: tensor.numbers(1), values };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** A message's fields by number. */
function fields(bytes: Uint8Array) {
  const parts = new Map<number, Uint8Array[]>();
  const integers = new Map<number, number[]>();
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    if (type === WireType.LengthDelimited) append(parts, field, reader.bytes());
    else if (type === WireType.Varint) append(integers, field, Number(reader.int64()));
    else reader.skip(type);
  }
  const all = (field: number): readonly Uint8Array[] => parts.get(field) ?? [];
  const numbers = (field: number): readonly number[] => integers.get(field) ?? [];
  const only = <T>(values: readonly T[], field: number): T => {
    if (values.length !== 1) throw new RangeError(`field ${field} is there ${values.length} times, not once`);
    return values[0]!;
  };
  return {
    all,
    numbers,
    bytes: (field: number) => only(all(field), field),
    text: (field: number) => text(only(all(field), field)),
    number: (field: number) => only(numbers(field), field),
  };
}

function append<T>(to: Map<number, T[]>, field: number, value: T): void {
  const values = to.get(field);
  if (values) values.push(value);
  else to.set(field, [value]);
}
