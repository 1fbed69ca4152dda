import { Trans } from '@lingui/react/macro'
import type { EditionStatus } from '../../shared/library/edition.ts'

/** Whether a text is the one in force, as far as its source says. Never guessed. */
export function EditionTag({ of }: { readonly of: EditionStatus }) {
  if (of.kind === 'in-force')
    return (
      <span className="tag good">
        <Trans>In force</Trans>
      </span>
    )
  if (of.kind === 'superseded') {
    const { by } = of
    return (
      <span className="tag unsettled">
        <Trans>Superseded by {by}</Trans>
      </span>
    )
  }
  return (
    <span className="tag">
      <Trans>Status not known</Trans>
    </span>
  )
}

export function EditionSource({ of }: { readonly of: EditionStatus }) {
  if (of.kind === 'not-known')
    return <Trans>Nothing on record says whether this edition is in force. Check before you start from it.</Trans>
  const { source } = of
  return <Trans>According to: {source}</Trans>
}
