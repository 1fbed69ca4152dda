/** Where the worlds of the fuzz keep their logs. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareDemonstration } from '../../server/demo/preparation.ts'
import { openDatabase } from '../../server/store/database.ts'
import type { Db } from '../../server/store/db.ts'
import { Engine } from '../../server/store/engine.ts'
import { openPostgres } from '../../server/store/postgres/open-postgres.ts'
import { PostgresLine } from '../../server/store/postgres/postgres-line.ts'
import { addSampleText } from '../../server/store/sample-text.ts'
import type { Place } from './world.ts'

const FILE = 'common-proposals.sqlite'
/** A crash of a process is tried here, not one of the machine: memory holds what that leaves behind. */
const ROOT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export type Places = { readonly fresh: () => Place & { readonly leave: () => void }; readonly leave: () => void }

/** Files of SQLite: each world has a copy of one with the demonstration people in it. */
export function sqlitePlaces(): Places {
  const first = mkdtempSync(join(ROOT, 'common-proposals-fuzz-'))
  withPeople(openDatabase(first))
  return {
    fresh: () => {
      const folder = mkdtempSync(join(ROOT, 'common-proposals-fuzz-'))
      copyFileSync(join(first, FILE), join(folder, FILE))
      return { open: () => openDatabase(folder), leave: () => rmSync(folder, { recursive: true }) }
    },
    leave: () => rmSync(first, { recursive: true }),
  }
}

/** Databases on a PostgreSQL server, each a copy of one with the same people. */
export function postgresPlaces(server: string): Places {
  const admin = new PostgresLine(server)
  const run = `fuzz_${Date.now().toString(36)}_${process.pid}`
  const addressOf = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href
  let count = 0
  admin.ask({ text: `CREATE DATABASE ${run}` })
  withPeople(openPostgres(addressOf(run)))
  return {
    fresh: () => {
      const name = `${run}_${count++}`
      admin.ask({ text: `CREATE DATABASE ${name} TEMPLATE ${run}` })
      return {
        open: () => openPostgres(addressOf(name)),
        leave: () => void admin.ask({ text: `DROP DATABASE ${name} WITH (FORCE)` }),
      }
    },
    leave: () => {
      admin.ask({ text: `DROP DATABASE ${run} WITH (FORCE)` })
      admin.close()
    },
  }
}

function withPeople(db: Db): void {
  const engine = new Engine(db, Date.now)
  addSampleText(engine.library, Date.now())
  prepareDemonstration(engine, Date.now())
  db.close()
}
