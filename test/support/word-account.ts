/**
 * Every written paragraph of a Word file, got from its XML by other means than the importer's, against what the importer placed
 * or listed as left out.
 */
import { DOMParser, type Element } from '@xmldom/xmldom'
import { strFromU8, unzipSync } from 'fflate'
import type { WordReading } from '../../server/import/word-runs.ts'
import type { EachUnderstood } from '../../shared/import/several.ts'

const GONE: Record<WordReading, readonly string[]> = {
  reject: ['w:ins', 'w:moveTo'],
  accept: ['w:del', 'w:moveFrom'],
}
const PARTS = /^word\/(?:document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml$/

/** The paragraphs whose words are nowhere. */
export function unaccountedIn(
  file: Uint8Array,
  reading: WordReading,
  understood: readonly EachUnderstood[],
): readonly string[] {
  const known = understood.flatMap(({ understood: { drafts, leftOut, findings } }) => [
    ...drafts.map(({ label, text }) => `${label ?? ''}${text}`),
    ...leftOut.map(({ text }) => text),
    ...findings.filter(({ code }) => code === 'not-read').map(({ message }) => message),
  ])
  const all = known.map(letters).join('|')
  return paragraphsIn(file, reading).filter((words) => !all.includes(letters(words)))
}

function paragraphsIn(file: Uint8Array, reading: WordReading): readonly string[] {
  return Object.entries(unzipSync(file))
    .filter(([name]) => PARTS.test(name))
    .flatMap(([, bytes]) => {
      const root = new DOMParser().parseFromString(strFromU8(bytes), 'text/xml').documentElement!
      return Array.from(root.getElementsByTagName('w:p')).map((paragraph) => wordsIn(paragraph, reading))
    })
    .filter((words) => letters(words) !== '')
}

/** The paragraph's own words; those of a text box in it are paragraphs as well. */
function wordsIn(element: Element, reading: WordReading): string {
  return Array.from(element.childNodes)
    .map((child) => {
      const { tagName } = child as Element
      if (child.nodeType !== 1 || GONE[reading].includes(tagName) || tagName === 'w:txbxContent') return ''
      if (tagName === 'w:t' || tagName === 'w:delText') return child.textContent ?? ''
      return wordsIn(child as Element, reading)
    })
    .join('')
}

const letters = (text: string) => text.replace(/\[footnoteRef:\d+\]/g, '').replace(/[^\p{L}\p{N}]/gu, '')
