/**
 * Whether edits of one person may stand in the log as one entry. What edits did to each other is read out of the log afterwards, and
 * there it matters what one entry took out and put in: a split, a join, an undo are known by that. So only what puts words among words
 * is joined: of that, one entry tells the same as several that follow each other. And only what one device wrote, which is in order as
 * it stands there.
 */
import * as Y from 'yjs'
import type { ClockRange, InspectedUpdate } from '../inspect-update.ts'

export const isJoinable = ({ items, brings, deletes }: InspectedUpdate): boolean =>
  deletes.length === 0 && brings.length === 1 && items.every(isOfWords) && isWhole(items, brings[0]!)

/** No part of it was collected: that is no item. */
const isWhole = (items: readonly Y.Item[], { from, to }: ClockRange) =>
  items.reduce((sum, { length }) => sum + length, from) === to

const isOfWords = ({ content, parentSub }: Y.Item): boolean =>
  parentSub === null && (content instanceof Y.ContentString || content instanceof Y.ContentEmbed)
