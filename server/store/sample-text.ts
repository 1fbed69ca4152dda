/** The project's own sample resolution is in every library, from the first start. */
import { fragmentDigest } from '../../shared/document/digest.ts'
import { textId } from '../../shared/ids.ts'
import { SAMPLE_EDITION, SAMPLE_NOTE, sampleResolution } from '../../shared/library/sample-resolution.ts'
import { newBlockId } from './block-id.ts'
import type { Library } from './library.ts'
import { textName } from './text-name.ts'

const SAMPLE = textId('sample-resolution')

export function addSampleText(library: Library, now: number): void {
  if (library.get(SAMPLE)) return
  const text = sampleResolution(newBlockId)
  const { title, conference, blocks } = text
  const digest = fragmentDigest('text', blocks)
  library.add(
    {
      id: SAMPLE,
      name: textName(text),
      title,
      conference,
      edition: SAMPLE_EDITION,
      source: SAMPLE_NOTE,
      blocks,
      findings: [],
      leftOut: [],
      language: 'en',
      digest,
    },
    now,
  )
}
