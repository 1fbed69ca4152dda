/** Where the worlds of the fuzz keep their logs. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/store/database.ts'
import { openEngine } from '../support/server-engine.ts'
import type { Place } from './world.ts'

const FILE = 'common-proposals.sqlite'
/** A crash of a process is tried here, not one of the machine: memory holds what that leaves behind. */
const ROOT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export type Places = { readonly fresh: () => Place & { readonly leave: () => void }; readonly leave: () => void }

/** Files of SQLite: each world has a copy of one with the demonstration people in it. */
export function sqlitePlaces(): Places {
  const first = mkdtempSync(join(ROOT, 'common-proposals-fuzz-'))
  openEngine({ folder: first, later: () => {} }).close()
  return {
    fresh: () => {
      const folder = mkdtempSync(join(ROOT, 'common-proposals-fuzz-'))
      copyFileSync(join(first, FILE), join(folder, FILE))
      return { open: () => openDatabase(folder), leave: () => rmSync(folder, { recursive: true }) }
    },
    leave: () => rmSync(first, { recursive: true }),
  }
}
