import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import type { FlagKind, Resolution } from '../../../shared/proposal/review-flag.ts'

/** What happened, for somebody who sees the flag for the first time. */
export const FLAG_SENTENCE: Record<FlagKind, MessageDescriptor> = {
  'words-followed': msg`Words were written into a part of a clause while somebody else split or joined it. They went along; look whether they stand right.`,
  'words-held': msg`Words were written into a clause while somebody else took it away. They are not in the text; they are kept here.`,
  'text-twice': msg`Two people split or joined the same clause at once. These words stand twice.`,
}

export const STRUCTURAL_NAME: Record<FlagKind, MessageDescriptor> = {
  'words-followed': msg`Split or joined`,
  'words-held': msg`Took the clause away`,
  'text-twice': msg`The first copy`,
}

export const WRITTEN_NAME: Record<FlagKind, MessageDescriptor> = {
  'words-followed': msg`Wrote in it`,
  'words-held': msg`Wrote in it`,
  'text-twice': msg`The second copy`,
}

export const RESOLUTION_NAME: Record<FlagKind, Partial<Record<Resolution, MessageDescriptor>>> = {
  'words-followed': { keep: msg`The text is right as it is` },
  'words-held': { 'put-back': msg`Put the clause back, with the words`, keep: msg`Leave both out of the text` },
  'text-twice': { 'delete-copy': msg`Delete the second copy`, keep: msg`Leave both in the text` },
}
