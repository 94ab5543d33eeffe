import { checkWeights } from '../../network/parameters.ts';
import type { ExportedChild } from '../exported.ts';
import { onnxGraph } from './graph.ts';
import { onnxDoc, onnxMetadata } from './metadata.ts';
import { encodeModel } from './proto.ts';

/** The newest version that opset 17 came with (ONNX 1.12): older runtimes take it too. */
const IR_VERSION = 8;
const OPSET = 17;

/**
 * A child as one ONNX file: "images", [batch, 3, size, size] and normalised, to "scores", [batch, classes] and before softmax,
 * by running statistics. Its parameters are the child's without the auxiliary head. Throws a RangeError on weights of another
 * network.
 */
export function writeOnnx(child: ExportedChild): Uint8Array<ArrayBuffer> {
  checkWeights(child.graph, child.weights);
  return encodeModel({
    irVersion: IR_VERSION,
    opset: OPSET,
    producer: 'NAS Playground',
    doc: onnxDoc(child),
    graph: onnxGraph(child),
    metadata: onnxMetadata(child),
  });
}
