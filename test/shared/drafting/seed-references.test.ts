/** The references of the real resolutions. Their sentences stay outside the project: only the names of clauses are told. */
import { describe, expect, it } from 'vitest'
import { clauseNames, wordsOfName } from '../../../shared/drafting/clause-names.ts'
import { editionReferencesIn } from '../../../shared/drafting/edition-references.ts'
import { withLinks } from '../../../shared/drafting/link-references.ts'
import { linksIn } from '../../../shared/drafting/linked-references.ts'
import { referencesInAll } from '../../../shared/drafting/references.ts'
import { blocksOf } from '../../../shared/import/read-resolution.ts'
import { understoodIn } from '../../../shared/import/several.ts'
import { cleanSource, linesOf } from '../../../shared/import/source-lines.ts'
import { countedIds } from '../../support/reading.ts'
import { haveSeeds, seed } from '../../support/seeds.ts'

function textsOf(number: string) {
  const source = seed(number)
  const outcome = understoodIn(cleanSource(source), linesOf(source))
  if (!outcome.ok) throw new Error(outcome.refusal.reason)
  return outcome.value.map(({ understood }) => blocksOf(understood.drafts, countedIds()))
}

const TO_58 = ['considering b)', 'considering b)', 'considering b)', 'resolves 2', 'resolves 2', 'instructs 3']
/** For each text of a seed: the clauses that are referred to. Each was looked up by hand. */
const REFERRED: Record<string, readonly (readonly string[])[]> = {
  '000': [[]],
  '001': [TO_58, TO_58, [], [], ['resolves to invite 2']],
  '002': [[]],
  '003': [['considering c)', 'recognizing a)']],
  '004': [[]],
}

describe.skipIf(!haveSeeds).each(Object.entries(REFERRED))('seed %s', (number, expected) => {
  it('has all its references to clauses found, each linked to the clause that it names', () => {
    const named = textsOf(number).map((blocks) => {
      const names = clauseNames(blocks)
      const links = withLinks(blocks, names).flatMap(linksIn)
      expect(links).toHaveLength(referencesInAll(blocks, names).length)
      return links.map(({ target }) => {
        const name = names.byId.get(target)!
        return [names.sections[name.section]!.keyword, ...name.path].join(' ')
      })
    })
    expect(named).toEqual(expected)
  })

  it('says in its own words what each link is linked to', () => {
    for (const blocks of textsOf(number)) {
      const names = clauseNames(blocks)
      for (const { words, target } of withLinks(blocks, names).flatMap(linksIn)) {
        const name = names.byId.get(target)!
        expect([wordsOfName(names, name), `${names.sections[name.section]!.heading} ${name.path.join(' ')}`]).toContain(
          words,
        )
      }
    }
  })
})

describe.skipIf(!haveSeeds)('the resolutions that the seeds name', () => {
  it('are found with their edition and their conference', () => {
    const found = ['000', '002', '003', '004'].map((number) =>
      textsOf(number)
        .flatMap((blocks) => blocks.flatMap(editionReferencesIn))
        .map(({ number: n, place, year, body }) => `${body} ${n} ${place ?? ''} ${year}`),
    )
    expect(found.map((each) => each.length)).toEqual([3, 16, 7, 3])
    expect(found[1]).toContain('WRC 72  2019')
    expect(found[0]).toEqual(['PP 58 Busan 2014', 'PP 25 Dubai 2018', 'WTDC 21 Kigali 2022'])
  })
})
