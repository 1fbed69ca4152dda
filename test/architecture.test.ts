/** The layers of the program, as architecture.md §3 draws them: the rulebook is pure, and the two sides never meet. */
import { describe, expect, it } from 'vitest'
import { circleIn, codeOf, exists, sourcesIn } from './support/source-files.ts'

const shared = sourcesIn('shared')
const server = sourcesIn('server')
const client = sourcesIn('client')
const program = [...shared, ...server, ...client]
const everything = [...program, ...sourcesIn('test')]

/** What each part may import beside itself. The longest name that fits a file is the part it belongs to. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'shared/ids.ts': [],
  'shared/bytes.ts': [],
  'shared/refusals.ts': [],
  'shared/outcome.ts': ['shared/refusals.ts'],
  'shared/region': ['shared/ids.ts'],
  'shared/document': ['shared/ids.ts', 'shared/bytes.ts'],
  'shared/import': ['shared/ids.ts', 'shared/outcome.ts', 'shared/document'],
  'shared/library': ['shared/ids.ts', 'shared/import'],
  'shared/drafting': ['shared/ids.ts', 'shared/document', 'shared/import', 'shared/library'],
  'shared/endorsement': ['shared/ids.ts', 'shared/region', 'shared/proposal/roles.ts'],
  'shared/proposal': [
    'shared/ids.ts',
    'shared/outcome.ts',
    'shared/document',
    'shared/drafting',
    'shared/endorsement',
    'shared/library',
  ],
  'shared/log': ['shared/bytes.ts', 'shared/proposal'],
  'shared/protocol': ['shared'],

  'server/config.ts': ['shared'],
  'server/auth': ['shared', 'server/store', 'server/config.ts'],
  'server/export': ['shared'],
  'server/import': ['shared'],
  'server/demo': ['shared', 'server/store', 'server/log'],
  'server/log': ['shared', 'server/store'],
  'server/store': ['shared', 'server/log', 'server/demo'],
  'server/http': ['shared', 'server'],
  'server/nodes': ['shared', 'server/log', 'server/sync', 'server/store/postgres'],
  'server/sync': ['shared', 'server/auth', 'server/log', 'server/store', 'server/config.ts'],
  server: ['shared', 'server'],

  'client/editor': ['shared', 'client/ui', 'client/administrations'],
  'client/sync': ['shared'],
  'client/theme': ['shared'],
  'client/administrations': ['shared'],
  client: ['shared', 'client'],
}
const PARTS = Object.keys(MAY_IMPORT).toSorted((a, b) => b.length - a.length)
const within = (path: string, part: string) => path === part || path.startsWith(`${part}/`)
const partOf = (path: string) => PARTS.find((part) => within(path, part))

/** The packages that the rulebook stands on. None of them has a clock, chance or a connection of its own in what is used. */
const PACKAGES_OF_SHARED = ['yjs', 'zod', 'canonicalize', 'lib0/hash/sha256', 'lib0/encoding', 'lib0/decoding', 'diff']

describe('the layers', () => {
  it('are really read: the sources of all three are found, with their imports', () => {
    for (const layer of [shared, server, client]) expect(layer.length).toBeGreaterThan(20)
    expect(program.flatMap(({ files }) => files).length).toBeGreaterThan(300)
    expect(program.flatMap(({ files }) => files).filter((path) => !exists(path))).toEqual([])
  })

  it.each(program.map((file) => [file.path, file] as const))('%s imports only what its part may', (path, { files }) => {
    const part = partOf(path)
    expect(part, 'every file belongs to a part').toBeDefined()
    const allowed = [part!, ...MAY_IMPORT[part!]!]
    expect(files.filter((target) => !allowed.some((each) => within(target, each)))).toEqual([])
  })

  it('of the two sides never meet', () => {
    const crossing = (side: typeof client, other: string) =>
      side.flatMap(({ path, files }) => files.filter((target) => within(target, other)).map((to) => `${path} → ${to}`))
    expect(crossing(client, 'server')).toEqual([])
    expect(crossing(server, 'client')).toEqual([])
    expect([...crossing(shared, 'client'), ...crossing(shared, 'server')]).toEqual([])
  })

  it('both stand on the rulebook', () => {
    for (const side of [client, server])
      expect(side.some(({ files }) => files.some((target) => within(target, 'shared')))).toBe(true)
  })

  it('have no part in this table that is gone', () => {
    expect(PARTS.filter((part) => !exists(part))).toEqual([])
  })

  it('of the program hold no test, and no file of the tests', () => {
    expect(program.filter(({ files }) => files.some((target) => within(target, 'test')))).toEqual([])
  })
})

const file = (path: string, ...files: readonly string[]) => ({ path, files })

describe('the imports', () => {
  it('form no circle, not even of types', () => expect(circleIn(program)).toBeNull())

  it('would show a circle if there were one', () => {
    expect(circleIn([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b'])
    expect(circleIn([file('a', 'b', 'c'), file('b', 'c'), file('c')])).toBeNull()
  })
})

/** A clock, chance, a connection, a file or a page: all of them come into the rulebook as arguments, or not at all. */
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bfetch\(|\bprocess\.|\b(?:local|session)Storage\b|\bcrypto\.|\bperformance\.|\bset(?:Timeout|Interval)\b|\bwindow\.|\bnavigator\.|\bglobalThis\b|\bconsole\./

describe('the rulebook', () => {
  it.each(shared.map((file) => [file.path, file] as const))('is pure (%s)', (_path, { text, packages }) => {
    expect(codeOf(text).match(IMPURE)?.[0]).toBeUndefined()
    expect(packages.filter((name) => !PACKAGES_OF_SHARED.includes(name))).toEqual([])
  })

  it('would be caught with a clock, and not for a word in a comment or in a sentence', () => {
    expect(codeOf('const now = Date.now()')).toMatch(IMPURE)
    expect(codeOf("/** never Date.now() */ const sentence = 'Date.now()' // Math.random()")).not.toMatch(IMPURE)
  })
})

/** Programs: what starts a process, a thread or a page. Everything else only declares. */
const PROGRAMS = [
  'server/main.ts',
  'server/dev.ts',
  'server/dev-server.ts',
  'server/require-node.ts',
  'server/store/engine-worker.ts',
  'server/store/move-to-postgres.ts',
  'server/store/postgres/postgres-worker.ts',
  'server/import/import-text.ts',
  'server/log/past-worker.ts',
  'server/import/word-worker.ts',
  'server/import/understand-worker.ts',
  'client/main.tsx',
]
/** Sources are formatted, so a statement at the left edge is one of the module itself. */
const EFFECT =
  /^(?:await|if|for|while|do|try|switch|throw|void|delete|new)\b.*|^(?!function\b)[A-Za-z_$][\w$.?!]*(?:\(| [-+*]?= ).*/m

describe('only a program', () => {
  it.each(program.filter(({ path }) => !PROGRAMS.includes(path)).map((file) => [file.path, file] as const))(
    'has effects when it is imported; %s has none',
    (_path, { text }) => expect(codeOf(text).match(EFFECT)?.[0]).toBeUndefined(),
  )

  it('is imported by nobody, but for the check of Node, and for the types of a thread', () => {
    const imported = new Set(
      program.flatMap(({ imports }) => imports.filter((each) => !each.isType)).map(({ to }) => to),
    )
    expect(PROGRAMS.filter((path) => imported.has(path))).toEqual(['server/require-node.ts'])
  })

  it('would be caught: each of the programs has an effect that is seen', () => {
    const seen = program.filter(({ path, text }) => PROGRAMS.includes(path) && EFFECT.test(codeOf(text)))
    expect(seen.map(({ path }) => path).toSorted()).toEqual(PROGRAMS.filter(exists).toSorted())
  })
})

/** Spelled so that this file does not find itself. */
const UNFINISHED = /TO[D]O|FIX[M]E|XX[X]|@ts-[i]gnore|@ts-[n]ocheck/
const ANY = /[:<|&,(=]\s*any\b(?!\s*[(.=:])|\bas any\b|\bany\[\]/

/** Whoever asks for seeds in another way plays others in every run. */
const OWN_CHANCE = /from 'fast-check'|process\.env\['(?:SEED|RUNS|FIRST)'\]|\b(?:Date\.now|Math\.random)\(\)\s*[%*]/
const MAY_DEAL = ['test/support/played-seeds.ts', 'test/support/properties.ts', 'test/support/seeded-crypto.ts']
/** No part of `npm test`; the load of several nodes keeps time by the clock that their processes share. */
const isApart = (path: string) => /^test\/(?:bench|browser|office)\/|^test\/postgres\/nodes-under-load/.test(path)

describe('the tests', () => {
  const tests = sourcesIn('test').filter(({ path }) => !isApart(path) && path !== 'test/architecture.test.ts')

  it('take their chance from the seeds that all share', () => {
    const dealing = tests.filter(({ text }) => OWN_CHANCE.test(text)).map(({ path }) => path)
    expect(dealing.filter((path) => !MAY_DEAL.includes(path))).toEqual([])
    expect(dealing).toContain('test/support/properties.ts')
  })
})

describe('the sources', () => {
  it('leave nothing for later', () => {
    expect(everything.filter(({ text }) => UNFINISHED.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('have a type for everything', () => {
    expect(everything.filter(({ text }) => ANY.test(codeOf(text))).map(({ path }) => path)).toEqual([])
    for (const typed of ['x: any', 'as any', 'Array<any>', 'any[]']) expect(typed).toMatch(ANY)
  })
})
