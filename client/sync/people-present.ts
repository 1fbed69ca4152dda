/** The others at work on a text, each once however many windows they have open. */
import type { Present } from '../../shared/protocol/presence.ts'

export type PersonPresent = Omit<Present, 'number'>

/** Without ourselves in another window; by seat, so that nobody changes place while another one comes. */
export function peoplePresent(lines: readonly Present[], own: string): readonly PersonPresent[] {
  const people = new Map(lines.map((line) => [line.person, personOf(line)]))
  return [...people.values()].filter(({ person }) => person !== own).toSorted((a, b) => a.seat - b.seat)
}

const personOf = ({ seat, person, name, administration, symbol }: Present): PersonPresent => ({
  seat,
  person,
  name,
  administration,
  symbol,
})
