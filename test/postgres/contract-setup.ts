/** One PostgreSQL for the whole run of the contract tests. */
import { startPostgres } from './real-postgres.ts'

export default async function setup() {
  const postgres = await startPostgres()
  process.env['CONTRACT_DATABASE'] = postgres.url
  return postgres.stop
}
