/**
 * In which order a batch is judged. What one person sends to one proposal is judged as it came; but between two acts of the proposal
 * each person has one turn, so that what somebody said in one breath can be one entry. Nobody has heard yet what others say in the
 * same batch, so either of them may come first. An act stays where it is: what comes after a lock comes too late.
 */
import type { AppendItem, CommandItem, TextItem } from './proposal-log.ts'

/** What one person sent, with its places in the batch. */
type Turn = { readonly items: readonly TextItem[]; readonly places: readonly number[] }
type Texts = { readonly kind: 'texts'; readonly turns: Map<string, { items: TextItem[]; places: number[] }> }

/** What was written to one proposal between two acts, or one act. */
export type Stretch = Texts | { readonly kind: 'command'; readonly item: CommandItem; readonly place: number }

export function stretchesOf(items: readonly AppendItem[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  const open = new Map<string, Texts>()
  items.forEach((item, place) => {
    const { kind, proposal, person } = item
    if (kind === 'command') {
      open.delete(proposal)
      return stretches.push({ kind, item, place })
    }
    const texts = open.get(proposal) ?? { kind: 'texts', turns: new Map() }
    if (!open.has(proposal)) stretches.push(texts)
    open.set(proposal, texts)
    const turn = texts.turns.get(person) ?? { items: [], places: [] }
    texts.turns.set(person, turn)
    turn.items.push(item)
    return turn.places.push(place)
  })
  return stretches
}

/**
 * `take` answers the first so many of them; all, unless they may wait. What waits has heard by another way what somebody else says
 * in the same batch, and has its turn after all others.
 */
export function takeTurns<Answer>(
  { turns }: Texts,
  answers: Answer[],
  take: (items: readonly TextItem[], mayWait: boolean) => readonly Answer[],
): void {
  const takeTurn = ({ items, places }: Turn, mayWait: boolean): Turn => {
    const answered = take(items, mayWait)
    answered.forEach((answer, at) => (answers[places[at]!] = answer))
    return { items: items.slice(answered.length), places: places.slice(answered.length) }
  }
  const waiting = [...turns.values()].map((turn) => takeTurn(turn, turns.size > 1))
  for (const turn of waiting) if (turn.items.length > 0) takeTurn(turn, false)
}
