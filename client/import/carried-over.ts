/** The forms that a person gave to clauses of the text in force, given to the same clauses of the amended text. */
import type { BlockId } from '../../shared/ids.ts'
import type { ReadBlock } from '../../shared/import/accounted.ts'
import type { Change } from './draft.ts'

type Sides = {
  readonly asRead: readonly ReadBlock[]
  readonly asAccepted: readonly ReadBlock[]
  readonly amended: readonly ReadBlock[]
  /** From a clause of the amended text to the one in force, by the ids they were read with. */
  readonly origins: ReadonlyMap<BlockId, BlockId>
}

/** Only where both were read alike: else the file itself says that the form changed. */
export function carriedOver({ asRead, asAccepted, amended, origins }: Sides): readonly Change[] {
  const before = new Map(asRead.map((block) => [block.id, block]))
  const after = new Map(asAccepted.map((block) => [block.id, block]))
  return amended.flatMap(({ id, kind, level }): readonly Change[] => {
    const origin = origins.get(id)
    const [was, is] = origin ? [before.get(origin), after.get(origin)] : []
    if (!was || !is || was.kind !== kind || was.level !== level) return []
    const isSame = is.kind === kind && is.level === level
    return isSame ? [] : [{ type: 'form', id, form: { kind: is.kind, level: is.level } }]
  })
}
