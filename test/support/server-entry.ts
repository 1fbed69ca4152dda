/** The program as `server/main.ts` starts it, but without building the browser application first. */
import { runProgram } from '../../server/program.ts'

await runProgram(process.env, () => true)
