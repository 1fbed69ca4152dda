import { describe, expect, it } from 'vitest'
import { fragmentDigest } from '../../../shared/document/digest.ts'
import { isFootnoteRef, plainText, type Block } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { blockId, forumId } from '../../../shared/ids.ts'
import { OPERATORS } from '../../../shared/proposal/acts.ts'
import { copyOf, startProposal, type StartFacts, type StartRequest } from '../../../shared/proposal/start.ts'
import { BASE, codeOf } from '../../support/played-proposal.ts'
import { countedIds, read, resolution } from '../../support/reading.ts'

const TEXT = read(
  resolution('considering\na)\tthat tests¹ count;\nb)\tthat they fail,\nresolves\n1\tto write them.\n¹ All of them.'),
).blocks

const asked = (over: Partial<StartRequest> = {}): StartRequest => ({
  forum: forumId('atu'),
  title: 'Changes',
  operator: 'MOD',
  base: { text: BASE, blocks: TEXT },
  summary: 'One.\n\nTwo.',
  reasons: 'Because.',
  acceptSuperseded: false,
  ...over,
})
const facts = (over: Partial<StartFacts> = {}): StartFacts => {
  const next = countedIds()
  const conference = { name: 'World Telecommunication Development Conference', year: 2029 }
  return { roles: ['coordinator'], conference, newId: () => blockId(`new-${next()}`), ...over }
}

function started(request: StartRequest) {
  const outcome = startProposal(request, facts())
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value
}

describe('who starts a proposal', () => {
  it('is a coordinator, and nobody else', () => {
    expect(codeOf(startProposal(asked(), facts({ roles: ['delegate', 'chair'] })))).toBe('not-permitted')
    expect(codeOf(startProposal(asked(), facts({ roles: ['delegate', 'coordinator'] })))).toBeUndefined()
  })
})

describe('the operator', () => {
  it.each(OPERATORS)('%s asks for a text in force, ADD for none', (operator) => {
    const isNew = operator === 'ADD'
    expect(codeOf(startProposal(asked({ operator }), facts()))).toBe(isNew ? 'malformed-request' : undefined)
    expect(codeOf(startProposal(asked({ operator, base: null }), facts()))).toBe(
      isNew ? undefined : 'malformed-request',
    )
  })

  it('SUP reproduces no text, but says which text it deletes', () => {
    const { act, document } = started(asked({ operator: 'SUP' }))
    expect(document.text).toEqual([])
    expect(act.base).toEqual(BASE)
  })

  it('ADD starts from the form of a new resolution, under ids of its own', () => {
    const { act, document } = started(asked({ operator: 'ADD', base: null }))
    expect(act.base).toBeNull()
    expect(document.text.map(plainText)).toEqual([
      'DRAFT NEW RESOLUTION [number] ([place], 2029)',
      '',
      'The World Telecommunication Development Conference ([place], 2029),',
      'considering',
      '',
      'resolves',
      '',
    ])
    expect(new Set(document.text.map(({ id }) => id)).size).toBe(7)
  })

  it.each(['MOD', 'NOC', 'NOC-underlined', '(MOD)'] as const)(
    '%s starts from the words of the text in force',
    (operator) => {
      const { text } = started(asked({ operator })).document
      expect(fragmentDigest('text', text)).toBe(fragmentDigest('text', TEXT))
      expect(labelsOf(text)).toEqual(labelsOf(TEXT))
    },
  )
})

describe('a superseded text', () => {
  const superseded = { ...BASE, edition: { kind: 'superseded', by: 'Rev. Doha, 2030', source: 'ITU' } } as const
  const request = asked({ base: { text: superseded, blocks: TEXT } })

  it('is refused with a warning that names its successor', () => {
    const outcome = startProposal(request, facts())
    expect(codeOf(outcome)).toBe('superseded-text')
    expect(outcome).toMatchObject({ refusal: { reason: expect.stringContaining('Rev. Doha, 2030') } })
  })

  it('is taken once the warning is accepted, and that is recorded', () => {
    expect(started({ ...request, acceptSuperseded: true }).act.warnedOfSuperseded).toBe(true)
  })

  it('is the only one that is recorded so: an acceptance beforehand means nothing', () => {
    expect(started(asked({ acceptSuperseded: true })).act.warnedOfSuperseded).toBe(false)
  })
})

describe('the copy of a text in force', () => {
  const copied = started(asked()).document.text

  it('gives each clause a new id, and remembers the one it comes from', () => {
    expect(copied.map(({ origin }) => origin)).toEqual(TEXT.map(({ id }) => id))
    const old = new Set<string>(TEXT.map(({ id }) => id))
    expect(copied.filter(({ id }) => old.has(id))).toEqual([])
    expect(new Set(copied.map(({ id }) => id)).size).toBe(TEXT.length)
  })

  it('lets each footnote mark point to the copy of its footnote', () => {
    const marks = copied.flatMap(({ runs }) => runs.filter(isFootnoteRef))
    expect(marks.map(({ footnote }) => footnote)).toEqual(
      copied.filter(({ kind }) => kind === 'footnote').map(({ id }) => id),
    )
    expect(marks).toHaveLength(1)
  })

  it('leaves a mark alone whose footnote is not in the text', () => {
    const runs = [{ footnote: blockId('gone') }]
    const block: Block = { id: blockId('b'), kind: 'item', level: 1, origin: null, runs }
    expect(copyOf([block], () => blockId('c'))).toEqual([{ ...block, id: 'c', origin: 'b' }])
  })
})

describe('a text that the proposal begins as', () => {
  const local = (block: Block, at: number): Block => ({
    ...block,
    id: blockId(`b${at}`),
    runs: block.runs.map((run) =>
      isFootnoteRef(run) ? { footnote: blockId(`b${TEXT.findIndex(({ id }) => id === run.footnote)}`) } : run,
    ),
  })
  const amended = TEXT.map((block, at) => ({ ...local(block, at), origin: at === 4 ? null : block.id }))

  it('keeps its origins, and gets ids of its own', () => {
    const { document } = started(asked({ startingText: amended }))
    expect(document.text.map(({ origin }) => origin)).toEqual(amended.map(({ origin }) => origin))
    expect(document.text.filter(({ id }) => !id.startsWith('new-'))).toEqual([])
    expect(document.text.map(plainText)).toEqual(TEXT.map(plainText))
    const notes = document.text.filter(({ kind }) => kind === 'footnote').map(({ id }) => id)
    expect(document.text.flatMap(({ runs }) => runs.filter(isFootnoteRef)).map(({ footnote }) => footnote)).toEqual(
      notes,
    )
  })

  it('may be a new resolution', () => {
    const startingText = amended.map((block) => ({ ...block, origin: null }))
    const { document } = started(asked({ operator: 'ADD', base: null, startingText }))
    expect(document.text.map(plainText)).toEqual(TEXT.map(plainText))
  })

  it.each([
    ['a clause comes from nowhere', { startingText: [{ ...amended[0]!, origin: blockId('nowhere') }] }],
    ['two clauses come from one', { startingText: [amended[0]!, { ...amended[1]!, origin: amended[0]!.origin }] }],
    ['a new resolution comes from somewhere', { operator: 'ADD', base: null, startingText: amended }],
    ['SUP reproduces none', { operator: 'SUP', startingText: amended }],
    ['NOC proposes no other', { operator: 'NOC', startingText: amended }],
  ] as const)('is refused where %s', (_, over) =>
    expect(codeOf(startProposal(asked(over), facts()))).toBe('malformed-request'),
  )
})

describe('the summary and the reasons', () => {
  it('are one paragraph a line, without blank ones', () => {
    const { summary, reasons } = started(asked({ summary: ' One. \n\n\r\n Two.\nThree.\n', reasons: '  \n' })).document
    expect(summary.map(plainText)).toEqual(['One.', 'Two.', 'Three.'])
    expect(summary.every(({ kind, level, origin }) => kind === 'text' && level === 0 && origin === null)).toBe(true)
    expect(reasons).toEqual([])
  })
})
