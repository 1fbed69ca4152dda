/**
 * Whether edits of one person may stand in the log as one entry. What edits did to each other is read out of the log afterwards, and
 * there it matters what one entry took out and put in: a split, a join, an undo are known by that. So only what puts words among words
 * is joined: of that, one entry tells the same as several that follow each other.
 */
import * as Y from 'yjs'
import type { InspectedUpdate } from '../inspect-update.ts'

export const isJoinable = ({ items, deletes }: InspectedUpdate): boolean =>
  deletes.length === 0 && items.length > 0 && items.every(isOfWords)

const isOfWords = ({ content, parentSub }: Y.Item): boolean =>
  parentSub === null && (content instanceof Y.ContentString || content instanceof Y.ContentEmbed)
