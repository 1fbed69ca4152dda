/** `?` and `@name` become `$1`, `$2` …, outside of quoted words. */
export type Numbered = { readonly text: string; readonly names: readonly string[] | null }

const PART = /'(?:[^']|'')*'|"[^"]*"|\?|@([a-zA-Z]\w*)/g

/** `names` are those of the parameters in their order; null where they are counted. */
export function numbered(sql: string): Numbered {
  const names: string[] = []
  let count = 0
  const text = sql.replace(PART, (part, name: string | undefined) => {
    if (part === '?') return `$${(count += 1)}`
    if (name === undefined) return part
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { text, names: names.length > 0 ? names : null }
}

export const valuesFor = ({ names }: Numbered, bind: readonly unknown[]): readonly unknown[] =>
  names ? names.map((name) => (bind[0] as Record<string, unknown>)[name] ?? null) : bind
