import { expect, it } from 'vitest'
import { FairTurns, TooManyQuestions } from '../../../server/http/fair-turns.ts'

/** Work that is done when it is told to be; remembers in which order it was begun. */
function desk(turns: FairTurns) {
  const begun: string[] = []
  const open: (() => void)[] = []
  const ask = (who: string, what: string) =>
    turns.take(who, () => {
      begun.push(what)
      return new Promise<string>((resolve) => void open.push(() => resolve(what)))
    })
  const answerNext = async () => {
    open.shift()?.()
    // Whoever waits is called in the turn after.
    await new Promise((resolve) => void setImmediate(resolve))
  }
  return { begun, ask, answerNext }
}

it('people take turns: whoever asks one thing waits for one thing of whoever asks many', async () => {
  const { begun, ask, answerNext } = desk(new FairTurns({ atOnce: 1, mayWait: 10 }))
  const answers = ['a1', 'a2', 'a3', 'a4'].map((what) => ask('a', what))
  answers.push(ask('b', 'b1'), ask('c', 'c1'))
  for (let each = 0; each < 6; each++) await answerNext()
  // The second of a waited before the others came.
  expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'a4'])
  expect(await Promise.all(answers)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'c1'])
})

it('one person is answered one thing at a time, also where several people are answered at once', async () => {
  const { begun, ask, answerNext } = desk(new FairTurns({ atOnce: Infinity, mayWait: 10 }))
  const answers = [ask('a', 'a1'), ask('a', 'a2'), ask('b', 'b1')]
  expect(begun).toEqual(['a1', 'b1'])
  await answerNext()
  expect(begun).toEqual(['a1', 'b1', 'a2'])
  await answerNext()
  await answerNext()
  await Promise.all(answers)
})

it('whoever has as many waiting as may wait is refused, and others are not', async () => {
  const { ask, answerNext } = desk(new FairTurns({ atOnce: 1, mayWait: 2 }))
  const answers = [ask('a', 'a1'), ask('a', 'a2'), ask('a', 'a3')]
  await expect(ask('a', 'a4')).rejects.toBeInstanceOf(TooManyQuestions)
  answers.push(ask('b', 'b1'))
  for (let each = 0; each < 4; each++) await answerNext()
  expect(await Promise.all(answers)).toEqual(['a1', 'a2', 'a3', 'b1'])
  const later = ask('a', 'a5')
  await answerNext()
  expect(await later).toBe('a5')
})

it('a question that fails takes nobody’s turn with it', async () => {
  const turns = new FairTurns({ atOnce: 1, mayWait: 2 })
  const failing = turns.take('a', () => Promise.reject(new Error('a defect')))
  const next = turns.take('a', () => Promise.resolve('answered'))
  await expect(failing).rejects.toThrow('a defect')
  expect(await next).toBe('answered')
})
