import { FRAGMENTS, type Document } from '../../../shared/document/blocks.ts'
import { labelsOf } from '../../../shared/document/labels.ts'
import { writtenText } from '../../../shared/document/written.ts'

/** For the clipboard: a line a block, its label before a tab. */
export function asPlainText(document: Document): string {
  const lines = FRAGMENTS.flatMap((name) => {
    const labels = labelsOf(document[name])
    return document[name].map((block, index) => [labels[index], writtenText(block)].filter(Boolean).join('\t'))
  })
  return lines.join('\n')
}
