/**
 * Edits that no device and no server has: they live in this page alone. What the device did not take stays here when its proposal is
 * closed, for the next opening of it.
 */
import type { Edit, OutboxStore, SetAside } from './outbox-store.ts'

type Place = { readonly store: OutboxStore; readonly person: string; readonly proposal: string }
type Unstored = { readonly edits: readonly Edit[]; readonly aside: readonly SetAside[] }
type Left = Place & Unstored
type Open = Pick<Place, 'person'> & { unstored(): Unstored }

const openHere = new Set<Open>()
const leftHere = new Set<Left>()

/** Counts what this outbox has, until it is closed. Answers how to end that. */
export function countUnstored(open: Open): () => void {
  openHere.add(open)
  return () => void openHere.delete(open)
}

/** Answers how to forget it, when the device has it after all. */
export function leaveHere(left: Left): () => void {
  leftHere.add(left)
  return () => void leftHere.delete(left)
}

export function takeLeft({ store, person, proposal }: Place): Unstored | undefined {
  const left = [...leftHere].find(
    (each) => each.store === store && each.person === person && each.proposal === proposal,
  )
  if (left) leftHere.delete(left)
  return left
}

/** Edits of this account in this tab that the device could not store. */
export const unstoredEdits = (person: string, store: OutboxStore): number =>
  [...openHere].filter((open) => open.person === person).reduce((sum, open) => sum + sizeOf(open.unstored()), 0) +
  [...leftHere]
    .filter((left) => left.person === person && left.store === store)
    .reduce((sum, left) => sum + sizeOf(left), 0)

/** For signing out: what no open proposal has. */
export function forgetUnstored(person: string): void {
  for (const left of leftHere) if (left.person === person) leftHere.delete(left)
}

/** Closing the page now would lose something. */
export const isOnlyHere = (): boolean => leftHere.size > 0 || [...openHere].some((open) => sizeOf(open.unstored()) > 0)

export const sizeOf = ({ edits, aside }: Unstored): number => edits.length + aside.length
