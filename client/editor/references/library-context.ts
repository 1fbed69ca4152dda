import { createContext, useContext } from 'react'
import type { LibraryEdition } from '../../../shared/drafting/drafting-checks.ts'

/** The texts of the library, for what a text says of other resolutions. Nothing is known of them where nobody provides it. */
export const LibraryEditionsContext = createContext<readonly LibraryEdition[]>([])

export const useKnownEditions = (): readonly LibraryEdition[] => useContext(LibraryEditionsContext)
