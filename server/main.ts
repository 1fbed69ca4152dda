/** The program. The only file with effects on import. */
import './require-node.ts'
import { startApp } from './app.ts'
import { ensureClientIsBuilt } from './client-build.ts'
import { readConfig, WrongSetting } from './config.ts'
import { CannotStart } from './store/database.ts'

try {
  const config = readConfig(process.env)
  const buildsClient = !process.argv.includes('--without-build')
  if (buildsClient && !ensureClientIsBuilt()) giveUp('The browser application could not be built.')
  const app = await startApp(config, (message) =>
    giveUp(`The storage failed, so nothing more can be saved: ${message}`),
  )
  if (app.firstLink)
    console.log(`Nobody has an account yet. The first administrator signs in here, once: ${app.firstLink}`)
  if (config.demonstration)
    console.log('DEMO=1: anybody who reaches this address can sign in as a demonstration person.')
  console.log(`Common Proposals is ready at ${app.address}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void app.close().then(() => process.exit(0)))
} catch (error) {
  giveUp(inOneLine(error))
}

function inOneLine(error: unknown): string {
  if (error instanceof WrongSetting || error instanceof CannotStart) return error.message
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'EADDRINUSE') return 'The port is in use: set PORT to another one.'
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return `The address cannot be used (${message}): set HOST and PORT.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function giveUp(message: string): never {
  console.error(message)
  process.exit(1)
}
