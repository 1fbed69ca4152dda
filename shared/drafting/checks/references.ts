/** References to clauses: to one that is gone, to one that is called otherwise by now, and words that are not linked yet. */
import { FRAGMENTS, type Block, type FragmentName } from '../../document/blocks.ts'
import { wordsOfName, type ClauseNames } from '../clause-names.ts'
import { agrees, linksIn, mendedWords, type Linked } from '../linked-references.ts'
import { unlinkedIn } from '../link-references.ts'
import { referencesIn, type Reference } from '../references.ts'
import { finding, type Checked, type Finding } from './finding.ts'
import type { MendName, OfferedMend } from './mend.ts'

export const referenceFindings = ({ document, names }: Checked): readonly Finding[] =>
  FRAGMENTS.flatMap((fragment) =>
    document[fragment].flatMap((block) => [
      ...linksIn(block).flatMap((link) => ofLink(link, { block, fragment, names })),
      ...unlinkedIn(block, names).map((reference) => ofWords(reference, fragment, names)),
    ]),
  )

type Context = { readonly block: Block; readonly fragment: FragmentName; readonly names: ClauseNames }

function ofLink(link: Linked, context: Context): readonly Finding[] {
  const { fragment, names } = context
  const name = names.byId.get(link.target)
  if (name && agrees(link.words, name, names)) return []
  const place = { fragment, block: link.block, range: { from: link.from, to: link.to } }
  const named = namedBy(link, context)
  if (!name)
    return [
      finding({
        ...place,
        code: 'vanished-reference',
        blocking: true,
        message: `“${link.words}” refers to a clause that is gone.`,
        how: 'Refer to another clause, or take the reference out.',
        mends: [...named, offer('unlink', link.words, { kind: 'unlink', ...at(link, fragment) })],
      }),
    ]
  const words = mendedWords(link.words, name, names)
  const rename =
    words === null || words === link.words
      ? []
      : [offer('use-present-name', words, { kind: 'replace', words, ...at(link, fragment) })]
  const isCalled = wordsOfName(names, name)
  return [
    finding({
      ...place,
      code: 'reference-differs',
      message: `“${link.words}” is a link to what is now ${isCalled || 'a clause without a number'}.`,
      how: 'Use the present name, or link the words to the clause that they name.',
      mends: [
        ...rename,
        ...named,
        ...(rename.length + named.length === 0
          ? [offer('unlink', link.words, { kind: 'unlink', ...at(link, fragment) })]
          : []),
      ],
    }),
  ]
}

/** The clause that the words themselves name, where it is one and another than the link's. */
function namedBy(link: Linked, { block, fragment, names }: Context): readonly OfferedMend[] {
  const named = referencesIn(block, names).find(({ from, to }) => from === link.from && to === link.to)
  const target = named?.targets.length === 1 ? named.targets[0]! : null
  if (target === null || target === link.target) return []
  return [offer('link-to-named', nameOf(target, names), { kind: 'link', target, ...at(link, fragment) })]
}

function ofWords(reference: Reference, fragment: FragmentName, names: ClauseNames): Finding {
  const { block, from, to, words, targets, pointed } = reference
  const place = { fragment, block, range: { from, to } }
  const link = (name: MendName, target: (typeof targets)[number]) =>
    offer(name, nameOf(target, names), { kind: 'link', target, ...at(reference, fragment) }, name === 'link')
  if (targets.length === 0)
    return finding({
      ...place,
      code: 'reference-to-nothing',
      // Without "above" or "below" the words may be an ordinary sentence.
      blocking: pointed,
      message: `“${words}” refers to a clause that is not in this text.`,
      how: 'Refer to another clause, or write the missing one.',
    })
  if (targets.length > 1)
    return finding({
      ...place,
      code: 'ambiguous-reference',
      message: `“${words}” can mean ${targets.length} clauses.`,
      how: 'Choose the one that is meant.',
      mends: targets.map((target) => link('link-to', target)),
    })
  return finding({
    ...place,
    code: 'unlinked-reference',
    message: `“${words}” is not linked, so it will not follow when the clause gets another number.`,
    mends: [link('link', targets[0]!)],
  })
}

const nameOf = (id: Reference['block'], names: ClauseNames) => {
  const name = names.byId.get(id)
  return name ? wordsOfName(names, name) : ''
}

type Placed = Pick<Linked, 'block' | 'from' | 'to' | 'words'>

const at = ({ block, from, to, words }: Placed, fragment: FragmentName) => ({ fragment, block, from, to, was: words })

const offer = (name: MendName, words: string, mend: OfferedMend['mend'], safeForAll = false): OfferedMend => ({
  name,
  words,
  mend,
  safeForAll,
})
