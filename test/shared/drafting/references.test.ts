import { describe, expect, it } from 'vitest'
import { clauseNames } from '../../../shared/drafting/clause-names.ts'
import { referencesIn } from '../../../shared/drafting/references.ts'
import { blockId } from '../../../shared/ids.ts'
import { written } from '../../support/written-text.ts'

const ENGLISH = `
  B open The Conference (Baku, 2025),
  P rec1 recognizing
  - r1 that trees grow;
  - r2 that trees fall,
  P con considering
  - c1 that wood burns;
  - c2 that wood floats;
  - c3 that wood rots,
  P rec2 recognizing
  - s1 that stones stay,
  P tia taking into account
  - t1 that paper is wood,
  O res resolves
  - o1 to plant;
  - o2 to water:
  -- o2i in spring;
  -- o2ii in summer;
  - o3 to wait,
  O rti resolves to instruct the Director of the Telecommunication Development Bureau
  - d1 to count;
  - d2 to measure,
  O ins1 instructs the Secretary-General, in cooperation with the Directors
  - g1 to tell;
  - g2 to ask,
  O ins2 instructs the Council
  - k1 to listen;
  - k2 to answer,
  O inv invites Member States
  - here WORDS
`

const FRENCH = `
  P rec reconnaissant
  - r1 que les arbres poussent;
  - r2 que les arbres tombent,
  O dec décide
  - o1 de planter;
  - o2 d'arroser,
  O cha charge le Directeur du Bureau de développement des télécommunications
  - here WORDS
`
const SPANISH = `
  P rec reconociendo
  - r1 que crecen;
  - r2 que caen,
  O dec resuelve
  - o1 plantar;
  - o2 regar,
  O cha encarga al Director de la Oficina
  - here WORDS
`
const RUSSIAN = `
  P rec признавая
  - r1 что растут;
  - r2 что падают,
  O dec решает
  - o1 сажать;
  - o2 поливать,
  O cha поручает Директору
  - here WORDS
`
const CHINESE = `
  P rec 认识到
  - r1 树木生长；
  - r2 树木倒下，
  O dec 做出决议
  - o1 种植；
  - o2 浇水，
  O cha 责成电信发展局主任
  - here WORDS
`
const ARABIC = `
  P rec إذ يدرك
  - r1 أن الأشجار تنمو؛
  - r2 أن الأشجار تسقط،
  O dec يقرر
  - o1 أن يزرع؛
  - o2 أن يسقي،
  O cha يكلف مدير مكتب تنمية الاتصالات
  - here WORDS
`

const found = (text: string, words: string) => {
  const blocks = written(text.replace('WORDS', words))
  const here = blocks.find(({ id }) => id === blockId('here'))!
  return referencesIn(here, clauseNames(blocks)).map((each) => `${each.words} = ${each.targets.join(' ')}`)
}

describe('a reference to a clause', () => {
  it.each<[string, readonly string[]]>([
    ['recalling what considering b) above says', ['considering b) = c2']],
    ['as in Considering a);', ['Considering a) = c1']],
    ['under resolves 2 above, to help', ['resolves 2 = o2']],
    ['under resolves 2 ii) above', ['resolves 2 ii) = o2ii']],
    ['the purposes of resolves to instruct 2 above', ['resolves to instruct 2 = d2']],
    [
      'see resolves to instruct the Director of the Telecommunication Development Bureau 1',
      ['resolves to instruct the Director of the Telecommunication Development Bureau 1 = d1'],
    ],
    ['see resolves to instruct the Director of BDT 1 above', ['resolves to instruct the Director of BDT 1 = d1']],
    ['see instructs the Council 2 above', ['instructs the Council 2 = k2']],
    ['see instructs the Secretary-General 1 above', ['instructs the Secretary-General 1 = g1']],
    ['considering a) and c) above', ['considering a) = c1', 'c) = c3']],
    ['considering a), b) and c)', ['considering a) = c1', 'b) = c2', 'c) = c3']],
    ['considering a) to c) above', ['considering a) = c1', 'c) = c3']],
    ['resolves 1 and 3 above', ['resolves 1 = o1', '3 = o3']],
    ['resolves 2 i) and ii) above', ['resolves 2 i) = o2i', 'ii) = o2ii']],
    ['resolves 1 and considering b) above', ['resolves 1 = o1', 'considering b) = c2']],
    ['in a) of considering, above', ['a) = c1']],
    ['(recognizing b))', ['recognizing b) = r2']],
  ])('%s', (words, expected) => expect(found(ENGLISH, words)).toEqual(expected))

  it.each<[string, readonly string[]]>([
    ['instructs 2 above', ['instructs 2 = k2 g2']],
    ['considering z) above', ['considering z) = ']],
  ])('that can mean several, or none, says so: %s', (words, expected) =>
    expect(found(ENGLISH, words)).toEqual(expected),
  )

  it('with a call that occurs twice is told by the label, and else by nothing', () => {
    const twice = ENGLISH.replace('- s1 that stones stay,', '- s1 that stones stay;\n - s2 that sand moves,')
    expect(found(twice, 'recognizing a) above')).toEqual(['recognizing a) = s1 r1'])
    expect(found(ENGLISH, 'recognizing b) above')).toEqual(['recognizing b) = r2'])
  })

  it('is told by "above" and "below" where that leaves one', () => {
    const between = ENGLISH.replace('that wood rots', 'that wood rots as in recognizing a) below').replace(
      '- s1 that stones stay,',
      '- s1 one;\n- s2 two,',
    )
    const blocks = written(between)
    const here = blocks.find(({ id }) => id === blockId('c3'))!
    expect(referencesIn(here, clauseNames(blocks)).map(({ targets }) => targets)).toEqual([['s1']])
  })

  it('in its own section needs no call, but a word of direction', () => {
    const blocks = written(ENGLISH.replace('that wood rots', 'that both a) and b) above are true'))
    const here = blocks.find(({ id }) => id === blockId('c3'))!
    expect(referencesIn(here, clauseNames(blocks)).map((each) => `${each.words} ${each.targets.join()}`)).toEqual([
      'a) c1',
      'b) c2',
    ])
    const three = written(ENGLISH.replace('to wait', 'to wait for the end of item 1 above'))
    expect(
      referencesIn(
        three.find(({ id }) => id === blockId('o3'))!,
        clauseNames(three),
      ).map(({ targets }) => targets),
    ).toEqual([['o1']])
  })

  it.each([
    'resolves 2 of Resolution 58 (Rev. Busan, 2014) of the Plenipotentiary Conference',
    'considering a) of Resolution 31',
    'Resolution 58 (Rev. Busan, 2014) of the Plenipotentiary Conference, in its resolves 2',
    'Resolution 58 (Rev. Busan, 2014), resolves 2',
    'Decision 5 (Rev. Bucharest, 2022), in resolves 1 and 3',
    'it resolves 200 disputes a year',
    'resolves 2.5 million disputes',
    'resolves 2% of them',
    'the 2 above the others',
    'whoever instructs the Council',
    'considering a proposal',
    'considering all of them',
    'the above-mentioned meetings a) and b)',
    'unresolves 2',
  ])('is not found in: %s', (words) => expect(found(ENGLISH, words)).toEqual([]))

  it('is one of this resolution where the words say so', () =>
    expect(found(ENGLISH, 'resolves 2 of this resolution')).toEqual(['resolves 2 = o2']))

  it.each<[string, string, readonly string[]]>([
    [FRENCH, 'visés au reconnaissant a) ci-dessus', ['reconnaissant a) = r1']],
    [FRENCH, 'au point b) du reconnaissant ci-dessus', ['b) = r2']],
    [FRENCH, 'conformément au point 2 du décide', ['2 = o2']],
    [FRENCH, 'décide 1 et 2 ci-dessus', ['décide 1 = o1', '2 = o2']],
    [SPANISH, 'en el reconociendo a) anterior', ['reconociendo a) = r1']],
    [SPANISH, 'el punto 2 del resuelve', ['2 = o2']],
    [RUSSIAN, 'в пункте b) раздела признавая, выше', ['b) = r2']],
    [RUSSIAN, 'в пункте 2 раздела решает', ['2 = o2']],
    [CHINESE, '上述认识到a)所述', ['认识到a) = r1']],
    [CHINESE, '根据做出决议2', ['做出决议2 = o2']],
    [ARABIC, 'المشار إليها في الفقرة أ ) من إذ يدرك أعلاه', ['أ ) = r1']],
    [ARABIC, 'في الفقرة 2 من يقرر أعلاه', ['2 = o2']],
  ])('in another language: %#', (text, words, expected) => expect(found(text, words)).toEqual(expected))
})
