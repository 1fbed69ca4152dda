import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/Button.tsx'
import { DialogFrame } from '../../ui/DialogFrame.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'

/** Whether clauses are numbered anew, or keep the numbers of the text in force. It changes labels and no word. */
export function NumberingDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  const set = useCommand(view.id)
  const numbering = state.numbering === 'keep' ? 'renumber' : 'keep'
  return (
    <DialogFrame
      title={numbering === 'keep' ? t`Keep the numbers of the text in force?` : t`Number the clauses anew?`}
      subtitle={`${view.label} · ${state.title}`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Leave it as it is</Trans>
          </Button>
          <Button
            look="main"
            isPending={set.isPending}
            onPress={() => set.mutate({ type: 'set-numbering', numbering }, { onSuccess: onClose })}
          >
            {numbering === 'keep' ? <Trans>Keep the numbers</Trans> : <Trans>Number anew</Trans>}
          </Button>
        </>
      }
    >
      <p>
        {numbering === 'keep' ? (
          <Trans>
            Clauses of the text in force keep their numbers. What stands between two of them takes the number before it
            with a Latin suffix: 2bis, 2ter, b)bis. Numbers of deleted clauses stay vacant, and a clause that moves is
            new in its new place.
          </Trans>
        ) : (
          <Trans>All clauses are counted from the first to the last, without suffixes or gaps.</Trans>
        )}
      </p>
      <p className="quiet">
        <Trans>No word of the text changes, and no position becomes stale.</Trans>
      </p>
      <Refusal error={set.error} />
    </DialogFrame>
  )
}
