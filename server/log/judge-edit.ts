/** An edit as the text finds it now: what is new of it, whether that is sound, and with how much care it is to be taken over. */
import { accept, type Outcome } from '../../shared/outcome.ts'
import type { ClientTable } from './client-table.ts'
import { isJoinable } from './collisions/joinable.ts'
import { mayCollide } from './collisions/may-collide.ts'
import type { Pen } from './entry-writer.ts'
import { newsIn, type InspectedUpdate } from './inspect-update.ts'
import type { TextItem } from './proposal-log.ts'
import { validateUpdate, type Binding } from './validate-update.ts'

export type Judged = {
  readonly item: TextItem
  readonly inspected: InspectedUpdate
  readonly valid: Outcome<Binding>
  readonly mayCollide: boolean
  /** May stand in one entry with others of its author. */
  readonly isPlain: boolean
}

/** Nothing is changed by it. Refused where it cannot be read at all. */
export function judgeEdit(pen: Pen, item: TextItem, clients: ClientTable): Outcome<Judged> {
  const plain = judgedUnopened(pen, item, clients)
  if (plain) return accept(plain)
  const { doc } = pen.live
  const news = newsIn(item.update, doc)
  if (!news.ok) return news
  const { update, inspected } = news.value
  const ownerOf = (client: number) => clients.ownerOf(pen, client)
  const valid = validateUpdate(inspected, doc, { person: item.person, ownerOf })
  const collides = valid.ok && mayCollide(inspected, doc, item.tells === true && update === item.update)
  const isPlain = valid.ok && !collides && isJoinable(inspected)
  const fresh = update === item.update ? item : { ...item, update }
  return accept({ item: fresh, inspected, valid, mayCollide: collides, isPlain })
}

/** Words among words, whose author's they are, are known to be sound before a long text is put together for them. */
function judgedUnopened(pen: Pen, item: TextItem, clients: ClientTable): Judged | null {
  const inspected = pen.live.unopened?.wordsIn(item.update)
  if (!inspected) return null
  const { client } = inspected.brings[0]!
  const owner = clients.ownerOf(pen, client)
  if (owner !== undefined && owner !== item.person) return null
  const valid = accept(owner === undefined ? [client] : [])
  return { item, inspected, valid, mayCollide: false, isPlain: true }
}

/** It builds on what is not here. */
export const hasGap = (valid: Outcome<unknown>) => !valid.ok && valid.refusal.code === 'gap-in-updates'
