/** Whether a number that begins a line can be the next label of its list, or belongs to the words: "12 months after". */
import type { ListLabel } from './list-label.ts'

/** How far a label may run ahead of its place, as where clauses were left out of an extract. */
const AHEAD = 5

/** `before`: the labels of the clauses under the same call or heading, null where one has none. */
export function isPlausible(label: ListLabel, before: readonly (ListLabel | null)[]): boolean {
  const numbers = before.flatMap((each) => (each?.form === 'number' ? [pathOf(each)] : []))
  if (label.path) return followsPath(label.path, numbers.at(-1), label.suffix !== undefined)
  if (before.length === 0) return label.place === 1
  return label.place <= before.length + 1 + AHEAD
}

const pathOf = ({ path, place }: ListLabel): readonly number[] => path ?? [place]

/** After 1.2 may come 1.2.1, 1.3, 2 and 2.1; "2.5 GHz" after 1.2 is none of them. */
function followsPath(path: readonly number[], last: readonly number[] | undefined, hasSuffix: boolean): boolean {
  if (last === undefined) return path.at(-1) === 1
  const same = path.findIndex((number, at) => number !== last[at])
  if (same < 0) return path.length < last.length || hasSuffix
  const step = path[same]! - (last[same] ?? 0)
  return step > 0 && step <= (same < last.length ? AHEAD : 1) && path.slice(same + 1).every((number) => number === 1)
}
