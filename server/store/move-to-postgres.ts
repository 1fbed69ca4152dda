/** `npm run -s move-to-postgres -- DATA_DIR DATABASE_URL`: copies all of a data folder into an empty PostgreSQL database. */
import { CannotStart } from './database.ts'
import { moveToPostgres } from './moving.ts'
import { PostgresError } from './postgres/postgres-line.ts'

const [folder, url] = process.argv.slice(2)
if (!folder || !url) {
  console.error('Usage: npm run -s move-to-postgres -- DATA_DIR postgres://user:password@host/database')
  process.exit(2)
}
try {
  const moved = moveToPostgres(folder, url, (line) => console.log(line))
  console.log(
    `Moved and verified: ${moved.proposals} proposals, ${moved.entries} entries, every chain as in ${folder}.`,
  )
  console.log('Start the server with DATABASE_URL. The folder still holds everything: keep it until you are sure.')
  process.exit(0)
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error)
  console.error(
    error instanceof PostgresError
      ? 'Run this again: where it then says that the database is not empty, all was moved before the connection broke.'
      : 'Nothing was moved.',
  )
  process.exit(1)
}
