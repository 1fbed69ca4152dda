import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { Refusal } from '../../ui/Refusal.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { RedlinePaper } from '../document/RedlinePaper.tsx'
import { useWorkspace } from '../workspace-context.ts'
import type { ShownText } from './use-shown-text.ts'

type Props = { readonly textSeq: number; readonly next: ShownText }

/** The exact redline from the text as it stood at an entry of the log to the text that is shown. */
export function ChangesSince({ textSeq, next }: Props) {
  const { view } = useWorkspace()
  const then = useQuery({
    queryKey: ['text-at', view.id, textSeq],
    queryFn: () => call('textAt', { id: view.id, seq: textSeq }),
    staleTime: Infinity,
  })
  if (then.error) return <Refusal error={then.error} />
  if (!then.data) return <Waiting rows={4} />
  return (
    <>
      <p className="quiet small">
        <Trans>Underlined words are new since, struck words are gone.</Trans>
      </p>
      <RedlinePaper key={`${textSeq} ${next.digest}`} old={then.data.document} next={next.document} />
    </>
  )
}
