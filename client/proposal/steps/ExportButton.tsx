import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { exportPath } from '../../../shared/protocol/api.ts'
import { postForFile } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { handOver } from '../../ui/hand-over.ts'
import { useWorkspace } from '../workspace-context.ts'

export function ExportButton() {
  const { view } = useWorkspace()
  const make = useMutation({ mutationFn: () => postForFile(exportPath(view.id), {}), onSuccess: handOver })
  return (
    <>
      <Button isPending={make.isPending} onPress={() => make.mutate()}>
        <Icon name="doc" />
        {make.isPending ? <Trans>Making the Word file…</Trans> : <Trans>Export to Word</Trans>}
      </Button>
      <Refusal error={make.error} />
    </>
  )
}
