/**
 * `npm run -s import-text -- FILE --json [--reading=reject|accept]` prints what was understood of a resolution, as JSON; of
 * several in one file, an array. A file that is none ends it with one line on standard error and status 1; a wrong call with 2.
 */
import { importFile } from './import-file.ts'

const outcome = await importFile(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd())
// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', () => process.exit())
if (outcome.exit === 0) process.stdout.write(`${outcome.output}\n`)
else process.stderr.write(`${outcome.output}\n`)
process.exitCode = outcome.exit
