/** Values that are kept while they are asked for: no more than so much in all, and none that nobody asked for in so long. */
type Kept<Value> = { readonly value: Value; readonly weight: number; usedAt: number }

export type Bounds = {
  /** Of all weights together. The one that was used last is kept, however heavy it is. */
  readonly most: number
  readonly forMs: number
  /** Milliseconds. */
  readonly clock: () => number
}

export class RecentlyUsed<Value> {
  /** The one that was used last comes last. */
  private readonly kept = new Map<string, Kept<Value>>()
  private readonly bounds: Bounds
  private weight = 0

  constructor(bounds: Bounds) {
    this.bounds = bounds
  }

  get(key: string): Value | undefined {
    const kept = this.kept.get(key)
    if (!kept) return undefined
    kept.usedAt = this.bounds.clock()
    this.kept.delete(key)
    this.kept.set(key, kept)
    return kept.value
  }

  set(key: string, value: Value, weight: number): Value {
    this.delete(key)
    this.kept.set(key, { value, weight, usedAt: this.bounds.clock() })
    this.weight += weight
    this.dropTooMuch()
    return value
  }

  delete(key: string): void {
    this.weight -= this.kept.get(key)?.weight ?? 0
    this.kept.delete(key)
  }

  /** To be called now and then: nothing here looks at the clock by itself. */
  dropOld(): void {
    const oldest = this.bounds.clock() - this.bounds.forMs
    for (const [key, { usedAt }] of this.kept) if (usedAt <= oldest) this.delete(key)
  }

  get size(): number {
    return this.kept.size
  }

  private dropTooMuch(): void {
    for (const key of this.kept.keys()) {
      if (this.weight <= this.bounds.most || this.kept.size === 1) return
      this.delete(key)
    }
  }
}
