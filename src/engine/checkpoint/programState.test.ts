import { expect, test } from 'vitest';
import { graphParameters } from '../../network/parameters.ts';
import { GraphSketch } from '../testing/graphs.ts';
import { cutState, joinState } from './programState.ts';

function smallGraph() {
  const g = new GraphSketch([1, 1, 3]);
  return g.finish(g.add({ kind: 'dense' }, [0]), 2);
}

test('a state is joined and cut again, and a NaN in it has the same bits whichever processor made it', () => {
  const graph = smallGraph();
  const parameters = graphParameters(graph);
  const weights = new Map(
    parameters.map(({ name, size }, index) => [name, new Float32Array(size).fill(index + 1)]),
  );
  new Uint32Array(weights.get(parameters[0]!.name)!.buffer)[1] = 0xffc00001;
  const state = joinState(graph, weights, weights);
  expect([...new Uint32Array(state.weights.buffer)].slice(0, 2)).toEqual([0x3f800000, 0x7fc00000]);
  expect(cutState(graph, state).weights).toEqual(weights);
  expect(() => cutState(graph, { ...state, velocity: new Float32Array(1) })).toThrow('of another network');
});
