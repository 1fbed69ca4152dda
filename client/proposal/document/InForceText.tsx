import { Trans, useLingui } from '@lingui/react/macro'
import { ReadOnlyText } from '../../editor/ReadOnlyText.tsx'
import { useWorkspace } from '../workspace-context.ts'

export function InForceText({ name }: { readonly name: string }) {
  const { t } = useLingui()
  const { view } = useWorkspace()
  return (
    <article className="paper" aria-label={t`Text in force: ${name}`}>
      <p className="paper-note">
        <Trans>The text that the proposal changes:</Trans> {name}
      </p>
      <ReadOnlyText blocks={view.base} />
    </article>
  )
}
