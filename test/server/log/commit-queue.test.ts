/** The queue of commits goes on, whatever goes wrong with one of them. */
import { describe, expect, it, vi } from 'vitest'
import { CommitQueue } from '../../../server/log/commit-queue.ts'
import { tellDone } from '../../../server/log/telling-done.ts'
import type { Commit, TextAnswer } from '../../../server/log/proposal-log.ts'
import { Engine } from '../../../server/store/engine.ts'
import type { PersonId } from '../../../shared/ids.ts'
import { openEngine, PEOPLE, startProposal, textItem, textsOf, writerOf } from '../../support/server-engine.ts'
import { storageError, watchedDatabase } from '../../support/watched-database.ts'

type Insert = [proposal: string, seq: number, time: number, author: string]

/** `inserting` sees each entry before it is written, and may throw. */
function queueOn(inserting: (author: string) => void = () => {}) {
  const { engine: first, db } = openEngine()
  const proposal = startProposal(first)
  const engine = new Engine(
    watchedDatabase(db, 'entry', (...[, , , author]: Insert) => inserting(author)),
    Date.now,
  )
  const told: Commit[] = []
  const queue = new CommitQueue({ append: async (items) => engine.append(items) }, (commits) => {
    told.push(...commits)
  })
  const edit = (person: PersonId) => {
    const writer = writerOf(first, proposal)
    textsOf(writer.doc, 'item')[0]!.insert(0, `${person} `)
    return textItem(proposal, person, writer.take()[0]!)
  }
  return { queue, edit, told, engine, db }
}

const isGone = () => {
  throw new Error('the line is gone')
}
const silenced = () => vi.spyOn(console, 'error').mockImplementation(() => {})

describe('the queue', () => {
  it('goes on where somebody cannot be told that their edit failed', async () => {
    silenced()
    let isFull = true
    const { queue, edit } = queueOn(() => {
      if (isFull) throw storageError('SQLITE_FULL')
    })
    const answered = vi.fn<(answer: TextAnswer) => void>()
    const [one, other] = [edit(PEOPLE.kenya), edit(PEOPLE.ghana)]
    queue.take(one, { answered, failed: isGone })
    await expect(queue.append(other)).rejects.toThrow('SQLITE_FULL')
    await queue.idle()
    isFull = false
    expect(await queue.append(one)).toMatchObject({ ok: true })
  })

  it('goes on where the storage cannot even be asked', async () => {
    silenced()
    const append = vi.fn<Engine['append']>(() => ({ answers: [{ ok: true, seq: 3 }], commits: [] }))
    append.mockImplementationOnce(() => {
      throw new Error('too large')
    })
    const queue = new CommitQueue({ append: append as never }, () => {})
    const { edit } = queueOn()
    await expect(queue.append(edit(PEOPLE.kenya))).rejects.toThrow('too large')
    await queue.idle()
    expect(await queue.append(edit(PEOPLE.kenya))).toMatchObject({ ok: true })
  })

  it('answers and tells what was done before the disk failed in the middle of a batch; the rest failed', async () => {
    silenced()
    const problems = [new Error('a defect'), storageError('SQLITE_FULL')]
    const { queue, edit, told } = queueOn((author) => {
      if (author === PEOPLE.ghana && problems.length > 0) throw problems.shift()!
    })
    const edits = [PEOPLE.kenya, PEOPLE.ghana, PEOPLE.senegal].map(edit)
    const [first, ...rest] = await Promise.allSettled(edits.map((item) => queue.append(item)))
    expect(first).toMatchObject({ value: { ok: true } })
    expect(rest.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(told).toHaveLength(1)
    expect(await queue.append(edits[1]!)).toMatchObject({ ok: true })
  })
})

describe('what is on disk and cannot be told', () => {
  it.each([
    [
      'at once',
      () => {
        throw new Error('no room')
      },
    ],
    ['later', () => Promise.reject(new Error('no answer'))],
  ])('is no failure of whoever did it: %s', async (_, tell) => {
    const said = silenced()
    await tellDone(tell)
    expect(said).toHaveBeenCalledOnce()
  })
})
