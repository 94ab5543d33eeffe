/** The part of ONNX's messages that a network needs, and their bytes (onnx/onnx.proto3; its field numbers stand in `encode…`). */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface Model {
  readonly irVersion: number;
  /** Of ONNX's own operators. */
  readonly opset: number;
  readonly producer: string;
  readonly doc: string;
  readonly graph: Graph;
  readonly metadata: readonly (readonly [key: string, value: string])[];
}

export interface Graph {
  readonly name: string;
  /** In the order of computing. */
  readonly nodes: readonly Node[];
  readonly initializers: readonly Tensor[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  /** What lies between, with its shape. */
  readonly values: readonly Value[];
}

export interface Node {
  readonly name: string;
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly ints: readonly number[] }
  | { readonly tensor: Tensor };

export interface Tensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dimensions: readonly number[];
  /** Little-endian, asked for once, while the file is written: a large network's numbers needn't be held twice. */
  readonly bytes: () => Uint8Array;
}

/** A float tensor; a dimension by name is free. */
export interface Value {
  readonly name: string;
  readonly dimensions: readonly (number | string)[];
}

export type ElementType = 'float' | 'int64';

/** TensorProto.DataType */
const ELEMENT_TYPES = { float: 1, int64: 7 } as const satisfies Record<ElementType, number>;
/** AttributeProto.AttributeType */
const ATTRIBUTE_TYPES = { float: 1, int: 2, tensor: 4, ints: 7 } as const;

export function encodeModel(model: Model): Uint8Array<ArrayBuffer> {
  const writer = new BinaryWriter();
  writeInt(writer, 1, model.irVersion);
  writeText(writer, 2, model.producer);
  writeText(writer, 6, model.doc);
  writeMessage(writer, 7, () => encodeGraph(writer, model.graph));
  // The domain of ONNX's own operators is the empty one.
  writeMessage(writer, 8, () => writeInt(writer, 2, model.opset));
  for (const [key, value] of model.metadata) {
    writeMessage(writer, 14, () => {
      writeText(writer, 1, key);
      writeText(writer, 2, value);
    });
  }
  return writer.finish();
}

function encodeGraph(writer: BinaryWriter, graph: Graph): void {
  for (const node of graph.nodes) writeMessage(writer, 1, () => encodeNode(writer, node));
  writeText(writer, 2, graph.name);
  for (const tensor of graph.initializers) writeMessage(writer, 5, () => encodeTensor(writer, tensor));
  for (const value of graph.inputs) writeMessage(writer, 11, () => encodeValue(writer, value));
  for (const value of graph.outputs) writeMessage(writer, 12, () => encodeValue(writer, value));
  for (const value of graph.values) writeMessage(writer, 13, () => encodeValue(writer, value));
}

function encodeNode(writer: BinaryWriter, node: Node): void {
  for (const input of node.inputs) writeText(writer, 1, input);
  for (const output of node.outputs) writeText(writer, 2, output);
  writeText(writer, 3, node.name);
  writeText(writer, 4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    writeMessage(writer, 5, () => encodeAttribute(writer, name, attribute));
  }
}

function encodeAttribute(writer: BinaryWriter, name: string, attribute: Attribute): void {
  writeText(writer, 1, name);
  const type = (kind: keyof typeof ATTRIBUTE_TYPES): void => writeInt(writer, 20, ATTRIBUTE_TYPES[kind]);
  if ('int' in attribute) {
    writeInt(writer, 3, attribute.int);
    type('int');
  } else if ('float' in attribute) {
    writer.tag(2, WireType.Bit32).float(attribute.float);
    type('float');
  } else if ('ints' in attribute) {
    for (const value of attribute.ints) writeInt(writer, 8, value);
    type('ints');
  } else {
    writeMessage(writer, 5, () => encodeTensor(writer, attribute.tensor));
    type('tensor');
  }
}

function encodeTensor(writer: BinaryWriter, { name, type, dimensions, bytes }: Tensor): void {
  for (const extent of dimensions) writeInt(writer, 1, extent);
  writeInt(writer, 2, ELEMENT_TYPES[type]);
  writeText(writer, 8, name);
  writer.tag(9, WireType.LengthDelimited).bytes(bytes());
}

function encodeValue(writer: BinaryWriter, { name, dimensions }: Value): void {
  writeText(writer, 1, name);
  const shape = (): void => {
    for (const extent of dimensions) {
      writeMessage(writer, 1, () => {
        if (typeof extent === 'number') writeInt(writer, 1, extent);
        else writeText(writer, 2, extent);
      });
    }
  };
  const tensor = (): void => {
    writeInt(writer, 1, ELEMENT_TYPES.float);
    writeMessage(writer, 2, shape);
  };
  writeMessage(writer, 2, () => writeMessage(writer, 1, tensor));
}

function writeMessage(writer: BinaryWriter, field: number, write: () => void): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write();
  writer.join();
}

function writeText(writer: BinaryWriter, field: number, text: string): void {
  writer.tag(field, WireType.LengthDelimited).string(text);
}

function writeInt(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}
