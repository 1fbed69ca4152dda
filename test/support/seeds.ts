import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Real resolutions beside the project, not part of it. */
const FOLDER = new URL('../../../shared/seeds/', import.meta.url)

export const haveSeeds = existsSync(fileURLToPath(FOLDER))
if (!haveSeeds)
  console.warn(`THE SEED RESOLUTIONS ARE ABSENT (${fileURLToPath(FOLDER)}): the tests that read them are skipped.`)

/** The seed whose file name begins with a number: "000". */
export function seed(number: string): string {
  const name = readdirSync(FOLDER).find((file) => file.startsWith(`${number}_`) && file.endsWith('.txt'))
  if (name === undefined) throw new Error(`There is no seed ${number}.`)
  return readFileSync(new URL(name, FOLDER), 'utf8')
}
