import { useMemo } from 'react'
import type { LibraryEdition } from '../../shared/drafting/drafting-checks.ts'
import { readEdition } from '../../shared/drafting/edition-references.ts'
import type { LibraryText } from '../../shared/protocol/views.ts'
import { useTexts } from './queries.ts'

const NONE: readonly LibraryText[] = []

/** The library's texts, as far as their names say which edition they are. */
export function useLibraryEditions(): readonly LibraryEdition[] {
  const { data = NONE } = useTexts()
  return useMemo(() => data.flatMap(editionOf), [data])
}

/** "Resolution 31 (Rev. Kigali, 2022)" */
const NAME = /^\S+ (?<number>\S+) \((?<revision>.+)\)$/u

function editionOf({ id, name, conference, edition }: LibraryText): readonly LibraryEdition[] {
  const { number, revision } = NAME.exec(name)?.groups ?? {}
  if (number === undefined || revision === undefined || readEdition(revision) === null) return []
  return [{ id, number, revision, conference, edition }]
}
