/** Whether an edition that a text names is known to be superseded: by the library's own texts, or by what is known besides. */
import { readEdition, type EditionReference } from './edition-references.ts'
import type { EditionStatus } from '../library/edition.ts'
import { editionStatus, type Edition } from '../library/known-editions.ts'
import { BODY_NAME, bodyNamed } from '../library/sessions.ts'

/** A text in the library, as far as it tells which edition is the newest. */
export type LibraryEdition = Edition & { readonly id: string; readonly edition: EditionStatus }

export type Newer = {
  /** "Rev. Baku, 2025". */
  readonly edition: string
  /** In the library, where it is there. */
  readonly text: LibraryEdition | null
}

/** Null where no newer one is known; that says nothing about whether there is one. */
export function newerEdition(reference: EditionReference, library: readonly LibraryEdition[]): Newer | null {
  if (reference.body === null) return null
  const editions = sameResolution(reference, library)
  const newest = editions.filter((text) => yearOf(text) > reference.year).toSorted((a, b) => yearOf(b) - yearOf(a))[0]
  if (newest?.revision) return { edition: newest.revision, text: newest }
  const status = editions.find((text) => yearOf(text) === reference.year)?.edition ?? knownStatus(reference)
  return status.kind === 'superseded' ? { edition: status.by, text: null } : null
}

/** The library's own copy of the edition that is named. */
export const inLibrary = (reference: EditionReference, library: readonly LibraryEdition[]): LibraryEdition | null =>
  sameResolution(reference, library).find((text) => yearOf(text) === reference.year) ?? null

const sameResolution = ({ number, body }: EditionReference, library: readonly LibraryEdition[]) =>
  library.filter((text) => text.number === number && body !== null && bodyNamed(text.conference) === body)

const yearOf = ({ revision }: LibraryEdition) => readEdition(revision ?? '')?.year ?? 0

function knownStatus({ number, place, year, body }: EditionReference) {
  const conference = BODY_NAME[body!]
  const revised = editionStatus({ number, revision: `Rev. ${place ?? ''}, ${year}`, conference })
  return revised.kind === 'not-known'
    ? editionStatus({ number, revision: `${place ?? ''}, ${year}`, conference })
    : revised
}
