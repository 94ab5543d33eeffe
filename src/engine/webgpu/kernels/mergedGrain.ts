import { FINE, type Grain } from '../ir/grain.ts';
import { mergedPipelines } from './merged.ts';

/** The fine grain in six pipelines. Off until a graphics card has measured it, so that no page makes their texts. */
export const MERGED: Grain = { ...FINE, merged: mergedPipelines(FINE) };
