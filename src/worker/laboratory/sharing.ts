import type { Weights } from '../../network/parameters.ts';
import type { ParameterPlace } from '../../network/places.ts';
import type { SharedWeights } from '../../search/trial.ts';

/**
 * Weight sharing between children of one search (ENAS, Pham et al. 2018): a place of a network whose key another child
 * had begins with what the last such child ended with, all of its parameters or none.
 */
export interface Inheritance {
  /** By parameter name. */
  readonly weights: Weights;
  /** How many of them are trainable. */
  readonly trainable: number;
}

const sizeOf = ({ parameters }: ParameterPlace): number =>
  parameters.reduce((sum, { size }) => sum + size, 0);

/** What a network inherits. Values of another length than the place has are of another program, and left. */
export function inheritance(places: readonly ParameterPlace[], shared: SharedWeights): Inheritance {
  const weights = new Map<string, Float32Array>();
  let trainable = 0;
  for (const place of places) {
    const values = Object.hasOwn(shared, place.key) ? shared[place.key] : undefined;
    if (values === undefined || values.length !== sizeOf(place)) continue;
    let offset = 0;
    for (const parameter of place.parameters) {
      const { name, size } = parameter;
      weights.set(name, values.slice(offset, offset + size));
      offset += size;
      if (parameter.trainable) trainable += size;
    }
  }
  return { weights, trainable };
}

/** What a network that has been trained leaves, by place. */
export function leftBy(places: readonly ParameterPlace[], weights: Weights): SharedWeights {
  return Object.fromEntries(
    places.map((place) => {
      const joined = new Float32Array(sizeOf(place));
      let offset = 0;
      for (const { name, size } of place.parameters) {
        joined.set(weights.get(name) as Float32Array, offset);
        offset += size;
      }
      return [place.key, joined];
    }),
  );
}
