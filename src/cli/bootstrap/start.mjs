// @ts-check
/** `npm start`. */
import { exit, runCommand } from './run.mjs';

exit(await runCommand('start', process.argv.slice(2)));
