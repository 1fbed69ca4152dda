/** The program's own sources as the architecture test reads them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export type SourceFile = {
  /** From the root of the project, with slashes. */
  readonly path: string
  readonly text: string
  readonly imports: readonly { readonly to: string; readonly isType: boolean }[]
  /** Paths of the files it imports, also of types; and the names of the packages. */
  readonly files: readonly string[]
  readonly packages: readonly string[]
}

const IMPORT = /(?:^|\n)(?:import|export)\b( type\b)?(?:[^'"`;]*?\bfrom)?\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g

export const sourcesIn = (...folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)(dist|node_modules)\//.test(name))
      .map((name) => sourceFile(`${folder}/${name}`)),
  )

export function sourceFile(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const found = [...text.matchAll(IMPORT)].map(([, type, named, called]) => ({
    name: named ?? called!,
    isType: !!type,
  }))
  const imports = found
    .filter(({ name }) => name.startsWith('.'))
    .map(({ name, isType }) => ({ to: resolved(path, name), isType }))
  const packages = found.map(({ name }) => name).filter((name) => !name.startsWith('.'))
  return { path, text, imports, files: imports.map(({ to }) => to), packages }
}

/** `file.json?labels` is `file.json`, said to the bundler. */
const resolved = (from: string, name: string) => normalize(join(dirname(from), name.split('?')[0]!))

export const exists = (path: string) => existsSync(join(ROOT, path))

/** Without comments and without the contents of strings: what is left is code. Line numbers stay. */
export const codeOf = (text: string): string =>
  text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    (found) => `''${found.replace(/[^\n]/g, '')}`,
  )

/** The first circle of imports found by walking from each file, or null. */
export function circleIn(sources: readonly Pick<SourceFile, 'path' | 'files'>[]): readonly string[] | null {
  const imports = new Map(sources.map(({ path, files }) => [path, files]))
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return null
    for (const next of imports.get(path) ?? []) {
      const circle = walk(next, [...trail, path])
      if (circle) return circle
    }
    done.add(path)
    return null
  }
  for (const { path } of sources) {
    const circle = walk(path, [])
    if (circle) return circle
  }
  return null
}
