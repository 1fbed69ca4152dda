import { useLingui } from '@lingui/react/macro'
import { useMovingText, useSaving, useWorkspace } from '../workspace-context.ts'

/** Why nothing can be bound to the text on the screen now; null when it can. */
export function useWhyNotOnThisText(): string | null {
  const { t } = useLingui()
  const { snapshot } = useWorkspace()
  const { digest } = useMovingText()
  const { isClean } = useSaving()
  if (snapshot.connection !== 'online')
    return t`Not possible now: it needs the line, because it binds to an exact text.`
  if (!snapshot.synced || !digest) return t`Wait until the text is here.`
  if (!isClean) return t`Wait until your last edits are saved: it binds to an exact text.`
  return null
}
