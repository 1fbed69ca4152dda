/** The program. The only file with effects on import. */
import './require-node.ts'
import { ensureClientIsBuilt } from './client-build.ts'
import { runProgram } from './program.ts'

await runProgram(process.env, ensureClientIsBuilt)
