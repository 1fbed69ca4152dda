import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Command } from '../../../shared/proposal/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { useCommand } from '../use-command.ts'
import { useWorkspace } from '../workspace-context.ts'
import { DeclareDialog } from './DeclareDialog.tsx'
import { ExportButton } from './ExportButton.tsx'
import { LockDialog } from './LockDialog.tsx'
import { SubmitDialog } from './SubmitDialog.tsx'
import { UnlockDialog } from './UnlockDialog.tsx'

type Dialog = 'lock' | 'unlock' | 'declare' | 'submit'
type Props = { readonly onShowText: () => void }

/** The next steps that this person's role opens in this stage. */
export function StepsSection({ onShowText }: Props) {
  const { may } = useWorkspace()
  const [open, setOpen] = useState<Dialog | null>(null)
  const close = () => setOpen(null)
  const none = !(['open-review', 'back-to-drafting', 'lock', 'unlock', 'declare', 'export', 'submit'] as const).some(
    may,
  )
  // The position above is this person's next step: "none" would be wrong.
  const isAsked = may('take-position')
  return (
    <>
      <section className={none ? 'vh' : 'panel-section stack'} aria-labelledby="steps" hidden={none && isAsked}>
        <h2 id="steps">
          <Trans>Next steps</Trans>
        </h2>
        {none && (
          <p>
            <Trans>None is yours in this stage.</Trans>
          </p>
        )}
        <div className="steps">
          {may('open-review') && <Plain command={{ type: 'open-review' }} main />}
          {may('lock') && (
            <Button look="main" onPress={() => setOpen('lock')}>
              <Icon name="lock" />
              <Trans>Lock the text</Trans>
            </Button>
          )}
          {may('declare') && <Declare onOpen={() => setOpen('declare')} />}
          {may('submit') && (
            <Button onPress={() => setOpen('submit')}>
              <Icon name="out" />
              <Trans>Submit</Trans>
            </Button>
          )}
          {may('export') && <ExportButton />}
          {may('unlock') && (
            <Button onPress={() => setOpen('unlock')}>
              <Icon name="undo" />
              <Trans>Unlock</Trans>
            </Button>
          )}
          {may('back-to-drafting') && <Plain command={{ type: 'back-to-drafting' }} />}
        </div>
      </section>
      {open === 'lock' && <LockDialog onClose={close} onShowText={onShowText} />}
      {open === 'unlock' && <UnlockDialog onClose={close} />}
      {open === 'declare' && <DeclareDialog onClose={close} />}
      {open === 'submit' && <SubmitDialog onClose={close} />}
    </>
  )
}

function Declare({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useLingui()
  const { view } = useWorkspace()
  const whyNot = view.forum.rule
    ? null
    : t`No adoption rule is known for this forum, so nothing can be declared adopted or not carried.`
  return (
    <Button look="main" unavailable={whyNot} onPress={onOpen}>
      <Icon name="check" />
      <Trans>Declare the outcome</Trans>
    </Button>
  )
}

type PlainProps = {
  readonly command: Extract<Command, { type: 'open-review' | 'back-to-drafting' }>
  readonly main?: boolean
}

function Plain({ command, main = false }: PlainProps) {
  const { view } = useWorkspace()
  const step = useCommand(view.id)
  return (
    <>
      <Button look={main ? 'main' : 'plain'} isPending={step.isPending} onPress={() => step.mutate(command)}>
        {command.type === 'open-review' ? <Trans>Open the review</Trans> : <Trans>Back to drafting</Trans>}
      </Button>
      <Refusal error={step.error} />
    </>
  )
}
