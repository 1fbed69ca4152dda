/** Which entry did something to which stretches of clocks. Stretches never overlap: a thing is put in once, and taken out once. */
import type * as Y from 'yjs'

type Stretch = { readonly from: number; to: number; readonly seq: number }

export class ClockTable {
  /** Of each client, sorted by clock. */
  private readonly stretches = new Map<number, Stretch[]>()

  add(
    { client, from, to }: { readonly client: number; readonly from: number; readonly to: number },
    seq: number,
  ): void {
    const list = this.stretches.get(client)
    if (!list) return void this.stretches.set(client, [{ from, to, seq }])
    const at = firstEndingAfter(list, from)
    const before = list[at - 1]
    if (before?.to === from && before.seq === seq) before.to = to
    else list.splice(at, 0, { from, to, seq })
  }

  /** Null where none did. */
  at({ client, clock }: Y.ID): number | null {
    const list = this.stretches.get(client)
    const found = list?.[firstEndingAfter(list, clock)]
    return found && found.from <= clock ? found.seq : null
  }
}

/** The place in the list where one stands, or would be put, that ends behind a clock. */
function firstEndingAfter(list: readonly Stretch[], clock: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]!.to <= clock) low = middle + 1
    else high = middle
  }
  return low
}
