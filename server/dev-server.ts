/** What `npm run dev` restarts: the program without the built client, which vite serves. */
import './require-node.ts'
import { runProgram } from './program.ts'

await runProgram(process.env, () => true)
