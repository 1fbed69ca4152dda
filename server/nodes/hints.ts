/**
 * What nodes say to each other. A hint only ever makes another node look sooner: it is never believed, and may be lost.
 *
 * "NODE id:head id:head * …": proposals with their new heads; `*`: roles or sessions changed.
 */
export const PEOPLE = '*'

/** PostgreSQL takes no more than 7,999 bytes. */
const MOST_BYTES = 7_900

export type Hint = {
  readonly from: string
  readonly heads: ReadonlyMap<string, number>
  readonly people: boolean
}

/** As few messages as hold them all. */
export function writeHints(from: string, heads: ReadonlyMap<string, number>, people: boolean): readonly string[] {
  const words = [...(people ? [PEOPLE] : []), ...[...heads].map(([id, head]) => `${id}:${head}`)]
  const messages: string[] = []
  for (const word of words) {
    const last = messages.at(-1)
    if (last !== undefined && last.length + word.length < MOST_BYTES) messages[messages.length - 1] = `${last} ${word}`
    else messages.push(`${from} ${word}`)
  }
  return messages
}

export function readHint(message: string): Hint {
  const [from = '', ...words] = message.split(' ')
  const pairs = words.filter((word) => word !== PEOPLE).map((word) => word.split(':'))
  const heads = new Map(pairs.map(([id = '', head]) => [id, Number(head)]))
  return { from, heads, people: words.includes(PEOPLE) }
}
