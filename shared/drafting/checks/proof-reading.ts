/** What slips in by typing and pasting: doubled spaces and words, stray signs, parentheses and brackets that do not pair (domain.md F123). */
import type { BlockId } from '../../ids.ts'
import { FRAGMENTS, type FragmentName } from '../../document/blocks.ts'
import { shortened } from '../place-words.ts'
import { charactersOf } from '../references.ts'
import { finding, type Checked, type Finding, type FindingCode } from './finding.ts'
import type { MendName } from './mend.ts'
import { unbalanced } from './parentheses.ts'
import { squareBracketsIn, type TypedPair } from './square-brackets.ts'

export const proofReading = ({ document }: Checked): readonly Finding[] =>
  FRAGMENTS.flatMap((fragment) =>
    document[fragment].flatMap((block) => {
      const words = charactersOf(block)
      const place = { fragment, block: block.id, words }
      return [
        ...SLIPS.flatMap((slip) => slipsIn(place, slip)),
        ...typedBrackets(place, block.kind),
        ...parentheses(place),
      ]
    }),
  )

type Place = { readonly fragment: FragmentName; readonly block: BlockId; readonly words: string }

type Slip = {
  readonly code: FindingCode
  readonly pattern: RegExp
  /** What should stand where the pattern is found; null where only a person can tell. */
  readonly instead: ((found: RegExpExecArray) => string) | null
  readonly name: MendName
  readonly message: (found: string) => string
  readonly safeForAll: boolean
}

const SLIPS: readonly Slip[] = [
  {
    code: 'doubled-space',
    pattern: /[ \u00A0]{2,}(?=\S)/gu,
    instead: () => ' ',
    name: 'one-space',
    message: () => 'Two spaces stand together.',
    safeForAll: true,
  },
  {
    code: 'doubled-sign',
    pattern: /(?<![,;.])(?:([,;])(?:\s*\1)+|,\s*;|;\s*,|(?<!\.)\.\.(?!\.))(?![,;.])/gu,
    instead: ([found]) => found.at(-1)!,
    name: 'one-sign',
    message: (found) => `“${found}”: one sign too many.`,
    safeForAll: false,
  },
  {
    code: 'repeated-words',
    // Languages repeat words of one or two letters, and "that that", rightly; "nous nous" and "vous vous" too.
    pattern:
      /(?<![\p{L}\p{N}-])(?!(?:that|had|nous|vous|elle|elles)\s)((?:\p{L}{2,}|\p{L}+(?:\s+\p{L}+){1,7}))(\s+\1)(?![\p{L}\p{N}-])/giu,
    instead: (found) => found[1]!,
    name: 'delete-repetition',
    message: (found) => `Words stand twice: “${found}”.`,
    safeForAll: false,
  },
  {
    code: 'stray-sign',
    pattern: /(?:^|(?<=\s))[=|#~^]+(?=\s|$)\s?/gu,
    instead: () => '',
    name: 'delete-sign',
    message: (found) => `“${found.trim()}” looks like a left-over of copying.`,
    safeForAll: false,
  },
]

function slipsIn({ fragment, block, words }: Place, slip: Slip): readonly Finding[] {
  return [...words.matchAll(slip.pattern)].map((found) => {
    const range = { from: found.index, to: found.index + found[0].length }
    const instead = slip.instead?.(found) ?? null
    const mend =
      instead === null ? null : ({ kind: 'replace', fragment, block, ...range, was: found[0], words: instead } as const)
    return finding({
      code: slip.code,
      fragment,
      block,
      range,
      message: slip.message(found[0]),
      mends: mend ? [{ name: slip.name, words: mend.words, mend, safeForAll: slip.safeForAll }] : [],
    })
  })
}

/** The number, the place and the year of a new resolution are not known yet: there they stand for themselves. */
const mayHoldPlaces = (kind: string) =>
  kind === 'number' || kind === 'opening' || kind === 'history' || kind === 'title'

function typedBrackets(place: Place, kind: string): readonly Finding[] {
  const { pairs, around, lonely } = squareBracketsIn(place.words)
  const unpaired = lonely.map((at) => strayBracket(place, { from: at, to: at + 1 }))
  if (mayHoldPlaces(kind)) return unpaired
  return [
    ...pairs.map((pair) => typedBracket(place, pair)),
    ...around.map((pair) => strayBracket(place, pair)),
    ...unpaired,
  ]
}

function typedBracket({ fragment, block, words }: Place, range: TypedPair): Finding {
  const was = words.slice(range.from, range.to)
  return finding({
    code: 'typed-bracket',
    fragment,
    block,
    range,
    message: `“${was}” is typed: nobody can settle it or say who wants it.`,
    how: 'Make a bracket of it.',
    mends: [
      {
        name: 'make-bracket',
        words: was.slice(1, -1),
        mend: { kind: 'bracket', fragment, block, ...range, was },
        safeForAll: false,
      },
    ],
  })
}

const strayBracket = ({ fragment, block, words }: Place, range: TypedPair): Finding =>
  finding({
    code: 'stray-bracket',
    fragment,
    block,
    range,
    message:
      range.to === range.from + 1
        ? `A square bracket that is only a character, without its partner: “${words[range.from]!}”.`
        : `Square brackets that are only characters: “${shortened(words.slice(range.from, range.to))}”.`,
    how: 'Delete the characters; to put words in brackets that can be settled, select them and press [.',
  })

const parentheses = ({ fragment, block, words }: Place): readonly Finding[] =>
  unbalanced(words).map((at) =>
    finding({
      code: 'unbalanced-parenthesis',
      fragment,
      block,
      range: { from: at, to: at + 1 },
      message:
        words[at] === '(' || words[at] === '（'
          ? 'This parenthesis is not closed.'
          : 'This parenthesis was not opened.',
    }),
  )
