/** From the settings to a running server that says where it is; each thing that can go wrong is one line and exit code 1. */
import { startApp, type RunningApp } from './app.ts'
import { readConfig, WrongSetting, type Config } from './config.ts'
import { CannotStart } from './store/database.ts'

/** `prepare` makes what the server hands out; false where that failed. */
export async function runProgram(
  environment: Readonly<Record<string, string | undefined>>,
  prepare: () => boolean,
): Promise<void> {
  try {
    const config = readConfig(environment)
    if (!prepare()) giveUp('The browser application could not be built.')
    const app = await startApp(config, (message) =>
      giveUp(`The storage failed, so nothing more can be saved: ${message}`),
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void app.close().then(() => process.exit(0)))
    announce(app, config)
  } catch (error) {
    giveUp(inOneLine(error))
  }
}

function announce(app: RunningApp, config: Config): void {
  if (app.firstLink)
    console.log(`Nobody has an account yet. The first administrator signs in here, once: ${app.firstLink}`)
  if (app.isDemonstration)
    console.log('DEMO=1: anybody who reaches this address can sign in as a demonstration person.')
  else if (config.demonstration)
    console.log('DEMO=1 has no effect: this data folder has accounts of real people. Set DATA_DIR to another folder.')
  console.log(`Common Proposals is ready at ${app.address}`)
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
