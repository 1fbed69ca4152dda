import { FRAGMENTS, type Document } from '../../../shared/document/blocks.ts'
import { labelsOf, type Labelling } from '../../../shared/document/labels.ts'
import { writtenText } from '../../../shared/document/written.ts'

/** For the clipboard: a line a block, its label before a tab. */
export function asPlainText(document: Document, labelling?: Labelling): string {
  const lines = FRAGMENTS.flatMap((name) => {
    const labels = labelsOf(document[name], labelling)
    return document[name].map((block, index) => [labels[index], writtenText(block)].filter(Boolean).join('\t'))
  })
  return lines.join('\n')
}
