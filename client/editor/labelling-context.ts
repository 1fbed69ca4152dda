import { createContext, useContext } from 'react'
import { RENUMBERED, type Labelling } from '../../shared/document/labels.ts'

/** How the clauses on this part of the screen are labelled, and the language that they are in. */
export const LabellingContext = createContext<Labelling>(RENUMBERED)

export const useLabelling = () => useContext(LabellingContext)
