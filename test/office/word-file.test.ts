import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { proposalToWord } from '../../server/export/word.ts'
import type { Block } from '../../shared/document/blocks.ts'
import { expectedParagraphs } from '../server/export/expected-word.ts'
import { BASE, CURRENT, DIGEST, WORD_INPUT } from '../server/export/sample-proposal.ts'
import { elements, partOf, resolutionOf } from '../server/export/word-reader.ts'
import { chanceOf, draftOf, randomEdits, randomText } from '../shared/document/random-text.ts'
import { isInstalled, openOffice, type Office } from './libre-office.ts'

/** Silence would look like success: without LibreOffice these tests fail, unless the environment says that it is known. */
const mayBeAbsent = process.env['WITHOUT_OFFICE'] === '1'
const installed = await isInstalled()
if (!installed) console.error('LibreOffice (soffice) is not installed: the Word file was opened by nothing.')

/** 5, 7 and 32 once lost a paragraph mark in LibreOffice: a note in an inserted clause, changes that meet at a clause's end. */
const SEEDS = (process.env['OFFICE_SEEDS'] ?? '1,5,7,32').split(',').map(Number)

const texts = (paragraphs: readonly { text: string }[]) => paragraphs.map(({ text }) => text)

describe.skipIf(!installed && mayBeAbsent)('the Word file in LibreOffice', () => {
  let office: Office
  beforeAll(async () => {
    expect(installed, 'soffice must be installed (or set WITHOUT_OFFICE=1)').toBe(true)
    office = await openOffice()
  })
  afterAll(() => office?.close())

  const decided = async (file: Uint8Array, decision: 'accept' | 'reject') => {
    const saved = await office.decide(file, decision, 'docx')
    const document = partOf(saved, 'word/document.xml')
    expect(['ins', 'del', 'pPrChange'].flatMap((name) => elements(document, name))).toEqual([])
    return texts(resolutionOf(saved, decision))
  }
  const holdsFor = async (base: readonly Block[], text: readonly Block[]) => {
    const document = { ...CURRENT, text }
    const file = await proposalToWord({ ...WORD_INPUT, base: { title: 'Base', blocks: base }, document })
    expect(await decided(file, 'accept')).toEqual(texts(expectedParagraphs(text)))
    expect(await decided(file, 'reject')).toEqual(texts(expectedParagraphs(base)))
  }

  it('opens, and reads the cover, the reasons and the supporters', async () => {
    const text = new TextDecoder().decode(await office.decide(await proposalToWord(WORD_INPUT), 'keep', 'txt'))
    for (const words of ['PLENARY MEETING', 'Reasons:', 'Kenya (KEN)', 'AFCP/XX/4']) expect(text).toContain(words)
  })

  it('becomes a PDF', async () => {
    const pdf = await office.decide(await proposalToWord(WORD_INPUT), 'keep', 'pdf')
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(10_000)
  })

  it('gives the proposed text when all changes are accepted, the text in force when all are rejected', async () => {
    await holdsFor(BASE, CURRENT.text)
  })

  it('keeps the digest at the foot of the page', async () => {
    const saved = await office.decide(await proposalToWord(WORD_INPUT), 'accept', 'docx')
    const footers = ['word/footer1.xml', 'word/footer2.xml'].map((name) => partOf(saved, name).textContent)
    for (const footer of footers) expect(footer).toContain(DIGEST)
  })

  it.each(SEEDS)('is exact both ways under random edits (seed %i)', async (seed) => {
    const chance = chanceOf(seed)
    const base = randomText(chance)
    await holdsFor(base, randomEdits(chance, draftOf(base), 8))
  })
})
