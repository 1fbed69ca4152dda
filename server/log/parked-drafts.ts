/**
 * The kept edits of one author as drafts. Edits that build on each other, or were refused against the same text, are one draft: it is
 * applied or discarded as a whole. A draft is named by its newest edit, so that nobody decides about more than was on the screen.
 */
import * as Y from 'yjs'
import { isIn } from './held-already.ts'
import { inspectUpdate, type ClockRange, type InspectedUpdate } from './inspect-update.ts'
import type { ParkedEdit } from './parked-table.ts'
import { namedBy, type Reach } from './update-order.ts'

type Inspected = { readonly edit: ParkedEdit; readonly holds: InspectedUpdate }
export type Draft = { readonly id: string; readonly edits: readonly ParkedEdit[] }

/** `doc`: the text as it is. What it holds already came in by another way, and is no draft any more. */
export function draftsOf(edits: readonly ParkedEdit[], doc: Y.Doc): readonly Draft[] {
  const waiting = edits.map(inspected).filter(({ holds }) => !isIn(holds, doc))
  return [...Map.groupBy(waiting, groupsOf(waiting)).values()].map((group) => ({
    id: group.at(-1)!.edit.id,
    edits: group.map(({ edit }) => edit),
  }))
}

/** Whether edits that were applied were of the draft with the name of this edit: what could not be joined to the text then is left. */
export function areOfDraft(applied: readonly ParkedEdit[], named: ParkedEdit, kept: readonly ParkedEdit[]): boolean {
  const others = kept.filter(({ id }) => id !== named.id)
  const all = [...applied, named, ...others].map(inspected)
  const leaderOf = groupsOf(all)
  const leader = leaderOf(all[applied.length]!)
  return all.slice(0, applied.length).some((one) => leaderOf(one) === leader)
}

export type Sorted = { readonly joinable: readonly ParkedEdit[]; readonly stuck: readonly ParkedEdit[] }

/** What can be joined to a text, in an order in which it can; the rest builds on what is not there. */
export function sortedFor(doc: Y.Doc, edits: readonly ParkedEdit[]): Sorted {
  const reached = new Map<number, number>()
  const reach: Reach = (client) => reached.get(client) ?? Y.getState(doc.store, client)
  const joinable: ParkedEdit[] = []
  let waiting = edits.map(inspected)
  for (let before = -1; before !== joinable.length;) {
    before = joinable.length
    waiting = waiting.filter(({ edit, holds }) => {
      if (!fits(holds, reach)) return true
      for (const { client, to } of holds.brings) reached.set(client, Math.max(reach(client), to))
      joinable.push(edit)
      return false
    })
  }
  return { joinable, stuck: waiting.map(({ edit }) => edit) }
}

/** @throws where the edit was never checked: only what is sound is kept. */
function inspected(edit: ParkedEdit): Inspected {
  const outcome = inspectUpdate(edit.edit)
  if (!outcome.ok) throw new Error(`parked edit ${edit.id}: ${outcome.refusal.reason}`)
  return { edit, holds: outcome.value }
}

function fits({ brings, items, deletes }: InspectedUpdate, reach: Reach): boolean {
  const ends = new Map(brings.map(({ client, to }) => [client, to]))
  const after: Reach = (client) => Math.max(reach(client), ends.get(client) ?? 0)
  return (
    brings.every(({ client, from }) => from <= reach(client)) &&
    items.every((item) => namedBy(item).every(({ client, clock }) => clock < after(client))) &&
    deletes.every(({ client, to }) => to <= after(client))
  )
}

/** Answers for each edit the first one of its group. */
function groupsOf(all: readonly Inspected[]): (one: Inspected) => Inspected {
  const leaders = new Map(all.map((one) => [one, one]))
  const leaderOf = (one: Inspected): Inspected => {
    const leader = leaders.get(one)!
    return leader === one ? one : leaderOf(leader)
  }
  const join = (one: Inspected, other: Inspected) => {
    const [first, second] = [leaderOf(one), leaderOf(other)]
    if (first !== second) leaders.set(second, first)
  }
  const bringing = new Map<number, { readonly range: ClockRange; readonly one: Inspected }[]>()
  const ofText = new Map<number, Inspected>()
  for (const one of all)
    for (const range of one.holds.brings)
      bringing.set(range.client, [...(bringing.get(range.client) ?? []), { range, one }])
  for (const one of all) {
    const { textSeq } = one.edit
    const sameText = ofText.get(textSeq)
    if (sameText) join(sameText, one)
    else ofText.set(textSeq, one)
    for (const { client, from, to } of needsOf(one.holds))
      for (const { range, one: other } of bringing.get(client) ?? [])
        if (from < range.to && range.from < to) join(other, one)
  }
  return leaderOf
}

/** What must be there before, or overlaps. */
const needsOf = ({ brings, items, deletes }: InspectedUpdate): readonly ClockRange[] => [
  ...brings.map(({ client, from, to }) => ({ client, from: from - 1, to })),
  ...items.flatMap(namedBy).map(({ client, clock }) => ({ client, from: clock, to: clock + 1 })),
  ...deletes,
]
