import { Trans } from '@lingui/react/macro'
import { plainText, type FragmentName } from '../../../shared/document/blocks.ts'
import { useMovingText } from '../workspace-context.ts'

/** Beside the heading of a part, as long as there are no words in it. */
export function NotWritten({ fragment }: { readonly fragment: FragmentName }) {
  const { document } = useMovingText()
  const isEmpty = document[fragment].every((block) => plainText(block).trim() === '')
  return isEmpty && NOTE
}

/** Always the same element, so that typing elsewhere does not draw it. */
const NOTE = (
  <span className="not-written">
    <Trans>not written yet</Trans>
  </span>
)
