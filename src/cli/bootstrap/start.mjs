// @ts-check
/** `npm start`. */
import { runAlone } from './run.mjs';

await runAlone('start', process.argv.slice(2));
