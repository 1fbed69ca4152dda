/** Edits that are no longer sent, and whether the device has them all. They stay until their author discards them. */
import { nameOf, type OutboxRow, type SetAside } from './outbox-store.ts'

export type Aside = { readonly edits: readonly SetAside[]; readonly isStored: boolean }

type AsideEdits = {
  /** The same value until something in it changes. */
  current(): Aside
  unstored(): readonly SetAside[]
  add(rows: readonly SetAside[]): void
  /** On the device, among the rows of a proposal. */
  find(rows: readonly OutboxRow[]): void
  /** The device has these. */
  stored(rows: readonly SetAside[]): void
  discard(rows: readonly SetAside[]): void
}

export function createAsideEdits(): AsideEdits {
  const stored = new Set<string>()
  let aside: Aside = { edits: [], isStored: true }
  const isStored = (row: SetAside) => stored.has(nameOf(row))

  function keep(rows: readonly SetAside[]): void {
    const all = rows.every(isStored)
    // Each edit that is stored comes through here: readers are woken only for news.
    if (rows !== aside.edits || all !== aside.isStored) aside = { edits: rows, isStored: all }
  }

  function find(rows: readonly OutboxRow[]): void {
    const known = new Set(aside.edits.map(nameOf))
    const found = rows.filter((row): row is SetAside => row.refused !== null && !known.has(nameOf(row)))
    for (const row of found) stored.add(nameOf(row))
    if (found.length > 0) keep([...aside.edits, ...found].toSorted((a, b) => a.at - b.at))
  }

  return {
    current: () => aside,
    unstored: () => aside.edits.filter((row) => !isStored(row)),
    add: (rows) => keep([...aside.edits, ...rows]),
    find,
    stored(rows) {
      for (const row of rows) stored.add(nameOf(row))
      keep(aside.edits)
    },
    discard(rows) {
      const names = new Set(rows.map(nameOf))
      keep(aside.edits.filter((row) => !names.has(nameOf(row))))
    },
  }
}
