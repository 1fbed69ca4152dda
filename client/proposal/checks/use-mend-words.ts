import { useLingui } from '@lingui/react/macro'
import type { MendName, OfferedMend } from '../../../shared/drafting/checks/mend.ts'

/** What the button of a mend says. */
export function useMendWords(): (mend: OfferedMend) => string {
  const { t } = useLingui()
  return ({ name, words }) => {
    const say: Record<MendName, () => string> = {
      link: () => t`Link`,
      'link-to': () => t`Link to ${words}`,
      unlink: () => t`Take the link off`,
      'use-present-name': () => t`Write “${words}”`,
      'link-to-named': () => t`Link to ${words} instead`,
      'replace-edition': () => t`Write “${words}”`,
      'set-punctuation': () => t`End it “${words}”`,
      'one-space': () => t`One space`,
      'one-sign': () => t`Write “${words}”`,
      'delete-repetition': () => t`Write it once`,
      'delete-sign': () => t`Delete it`,
      'delete-empty-clause': () => t`Delete the clause`,
      'delete-mark': () => t`Delete the mark`,
      'delete-footnote': () => t`Delete the footnote`,
      'make-bracket': () => t`Make a bracket of it`,
      'take-out': () => t`Take out what nobody sees`,
    }
    return say[name]()
  }
}
