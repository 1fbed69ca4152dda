// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import {
  followFootnote,
  insertFootnote,
  insertMarkOf,
  insertStandardNote,
} from '../../../client/editor/footnotes/footnote-commands.ts'
import { LANGUAGES } from '../../../shared/document/language.ts'
import { DEVELOPING_COUNTRIES, developingCountriesNote, saysNote } from '../../../shared/drafting/standard-notes.ts'
import { blockId } from '../../../shared/ids.ts'
import { clause, Desk } from './desk.ts'

const NOTE = developingCountriesNote('en')
const START = [clause('a', 'countries;'), clause('b', 'other countries,')]
const desks: Desk[] = []
afterEach(() => desks.splice(0).forEach((desk) => desk.leave()))

function atWork() {
  const desk = new Desk(START)
  desks.push(desk)
  return desk.people[0]!
}

describe('the standard note on developing countries', () => {
  it('is there in the six languages, and says where its words come from', () => {
    expect(DEVELOPING_COUNTRIES.map(({ language }) => language).toSorted()).toEqual(LANGUAGES.toSorted())
    for (const { source, doubt } of DEVELOPING_COUNTRIES)
      expect(source === 'measured' || doubt !== undefined).toBe(true)
  })

  it('is inserted once, and referred to again', () => {
    const ann = atWork()
    ann.caret('b', -1).do(insertStandardNote(NOTE, () => blockId('n')))
    ann.caret('a', -1).do(insertStandardNote(NOTE, () => blockId('m')))
    expect(ann.lines).toEqual(['countries;*', 'other countries,*', NOTE.words])
  })

  it('is known again in another spelling of its signs, and not when it says more', () => {
    expect(saysNote(NOTE.words.replace(',', ' ,').toUpperCase(), NOTE)).toBe(true)
    expect(saysNote(`${NOTE.words} Others too.`, NOTE)).toBe(false)
  })
})

describe('a footnote', () => {
  it('is gone to from its mark, and back to its first mark from its words', () => {
    const ann = atWork()
    ann.caret('b', -1).do(insertStandardNote(NOTE, () => blockId('n')))
    ann.caret('a', -1).do(insertMarkOf('n'))
    ann.do(followFootnote)
    expect(ann.where()).toBe(`n:${NOTE.words.length}`)
    ann.do(followFootnote)
    expect(ann.where()).toBe('a:11')
  })

  it('holds no mark of a footnote, and none leads to one that is not there', () => {
    const ann = atWork()
    ann.caret('a', -1).do(insertFootnote(() => blockId('n')))
    expect(insertMarkOf('n')(ann.editor.state)).toBe(false)
    expect(insertStandardNote(NOTE)(ann.editor.state)).toBe(false)
    ann.caret('a', 0)
    expect(insertMarkOf('gone')(ann.editor.state)).toBe(false)
    expect(followFootnote(ann.editor.state)).toBe(false)
  })
})
