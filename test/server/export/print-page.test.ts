// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { printPage, timeWithZone } from '../../../server/export/print-page.ts'
import type { Block, Kind, Run } from '../../../shared/document/blocks.ts'
import type { PrintInput } from '../../../shared/document/print-model.ts'
import { blockId } from '../../../shared/ids.ts'

const block = (id: string, kind: Kind, ...runs: readonly Run[]): Block => ({
  id: blockId(id),
  kind,
  level: 0,
  origin: null,
  runs,
})
const BASE = [
  block('call', 'preamble-call', { text: 'noting' }),
  block('a', 'item', { text: 'that masts rust,' }),
  block('b', 'item', { text: 'that cables' }, { footnote: blockId('f') }, { text: ' last,' }),
  block('f', 'footnote', { text: 'Of copper.' }),
]
const INPUT: PrintInput = {
  proposalLabel: 'AFCP/4',
  title: 'Masts <script>alert(1)</script> & "cables"',
  operator: 'MOD',
  forumName: 'Group',
  conferenceName: 'Conference',
  stage: 'Locked',
  digest: '7f3ac21e'.padEnd(64, 'd'),
  base: { title: 'RESOLUTION 900', blocks: BASE },
  view: 'redline',
  current: {
    text: [BASE[0]!, BASE[2]!, block('n', 'item', { text: '<img src=x onerror=alert(1)>' }), BASE[3]!],
    reasons: [block('r', 'text', { text: 'Because.' })],
    summary: [],
  },
  printedAt: '2029-03-04T15:20:31+01:00',
  supporting: ['Kenya (KEN)', 'Senegal (SEN)'],
}
const page = (change: Partial<PrintInput> = {}) =>
  new DOMParser().parseFromString(printPage({ ...INPUT, ...change }), 'text/html')

describe('the print view', () => {
  it('is a whole page in the language of the text, without script or inline style', () => {
    const document = page()
    expect(document.documentElement.lang).toBe('en')
    expect(document.querySelectorAll('script, style, [style], img')).toHaveLength(0)
    expect(printPage(INPUT)).not.toMatch(/\son\w+=(?!alert)/u)
    expect(document.querySelector('link')?.getAttribute('href')).toBe('/print.css')
    expect(document.querySelector('h1')?.textContent).toContain(INPUT.title)
  })

  it('prints words that look like markup as words', () => {
    expect(page().querySelector('.side-new .words')?.textContent).toBe('<img src=x onerror=alert(1)>')
  })

  it('says the time with its zone', () => {
    expect(page().querySelector('time')?.textContent).toBe('2029-03-04 15:20 UTC+01:00')
    expect(timeWithZone('2029-03-04T14:20:31.123Z')).toBe('2029-03-04 14:20 UTC')
  })

  it('shows the fingerprint at the head and the whole digest at the foot', () => {
    expect(page().querySelector('header .fingerprint')?.textContent).toBe('7F3A C21E')
    expect(page().querySelector('footer .digest')?.textContent).toBe(INPUT.digest)
  })

  it('marks a changed label as deleted and inserted, outside of what decides the direction', () => {
    const label = [...page().querySelectorAll('p')].find((p) => p.textContent.includes('cables'))?.querySelector('bdi')
    expect(label?.innerHTML).toBe('<del>b)</del><ins>a)</ins>')
  })

  it('takes the direction of each paragraph from its own words', () => {
    const paragraphs = [...page().querySelectorAll('.text p, .text h2, .text h3')]
    expect(paragraphs.length).toBeGreaterThan(3)
    expect(paragraphs.every((p) => p.getAttribute('dir') === 'auto')).toBe(true)
    expect(page({ labelling: { language: 'ar', keeping: null } }).documentElement.dir).toBe('rtl')
  })

  it('leads from a reference to its footnote', () => {
    const document = page()
    const target = document.querySelector('sup a')?.getAttribute('href')?.slice(1) ?? ''
    expect(document.getElementById(target)?.textContent).toContain('Of copper.')
  })

  it('says so when there is no text in force', () => {
    expect(page({ base: null, view: 'in-force' }).querySelector('.absent')?.textContent).toMatch(/no text in force/u)
  })

  it('says that the text it started on is superseded, and only then', () => {
    const superseded = page({ base: { title: 'RESOLUTION 900', blocks: BASE, supersededBy: 'Rev. <b>Baku</b>, 2025' } })
    expect(superseded.querySelector('.superseded')?.textContent).toBe(
      'Started on RESOLUTION 900, which is superseded by Rev. <b>Baku</b>, 2025.',
    )
    expect(page().querySelector('.superseded')).toBeNull()
  })

  it('lists reasons and supporting administrations', () => {
    expect(page().querySelector('.reasons')?.textContent).toContain('Because.')
    expect(page().querySelectorAll('.supporting li')).toHaveLength(2)
  })

  it('is laid out for either direction of reading, on A4', () => {
    const css = readFileSync('server/export/print.css', 'utf8')
    expect(css).toMatch(/size: A4/u)
    expect(css).not.toMatch(/(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)/u)
  })
})
