import { describe, expect, it } from 'vitest'
import { readLabel } from '../../../shared/import/list-label.ts'
import { codes, read, resolution } from '../../support/reading.ts'

describe('a label is told from the words', () => {
  it.each([
    ['a)\tthat', 'a)', 'a)', 'that'],
    ['*a)* that', 'a)', 'a)', 'that'],
    ['*a*)\tthat', 'a)', 'a)', 'that'],
    ['- (a) that', 'a)', 'a)', 'that'],
    ['b)bis that', 'b)bis', 'b)bis', 'that'],
    ['ａ）决议', 'ａ)', 'a)', '决议'],
    ['a）决议', 'a)', 'a)', '决议'],
    ['1\tthat', '1', '1', 'that'],
    ['1）决议', '1', '1', '决议'],
    ['б)\tчто', 'б)', 'b)', 'что'],
    ['أ )\tأن', 'أ )', 'a)', 'أن'],
    ['أ\u00A0)\tأن', 'أ )', 'a)', 'أن'],
    ['\u200Fب)\tأن', 'ب)', 'b)', 'أن'],
    ['هـ )\tأن', 'هـ )', 'e)', 'أن'],
    ['٣\tأن', '٣', '3', 'أن'],
    ["'2'\tأن", "'2'", 'ii)', 'أن'],
    ['aa)\tthat', 'aa)', 'aa)', 'that'],
    ['iv)\tthat', 'iv)', 'iv)', 'that'],
  ])('%j', (line, written, plain, text) => expect(readLabel(line)).toMatchObject({ label: { written, plain }, text }))

  it.each(['that a) and b)', '(see a) above', 'في) أن', 'что)\tда', "'word' that", 'a, b)'])('%j has none', (line) =>
    expect(readLabel(line).label).toBeNull(),
  )
})

it('Arabic letters and quoted numbers are the labels of their places: nothing is reported', () => {
  const body =
    "وإذ يلاحظ\nأ )\tواحد:\n'1'\tفرع؛\n'2'\tفرع؛\nب)\tاثنان؛\nج)\tثلاثة؛\nد )\tأربعة؛\nهـ )\tخمسة؛\nو )\tستة،\nيقرر\nأن يقف."
  expect(codes(read(resolution(body)))).toEqual([])
})
