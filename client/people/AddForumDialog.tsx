import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CONFERENCES } from '../../shared/region/conferences.ts'
import { REGIONS } from '../../shared/region/regions.ts'
import { RTOS } from '../../shared/region/rtos.ts'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceInput } from '../ui/ChoiceInput.tsx'
import { DialogFrame } from '../ui/DialogFrame.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { SegmentedChoice } from '../ui/SegmentedChoice.tsx'

type Kind = 'rpm' | 'rto'

const OF: Record<Kind, readonly { id: string; name: string }[]> = {
  rpm: REGIONS.map(({ code, name }) => ({ id: code, name })),
  rto: RTOS.map(({ code, name }) => ({ id: code, name: `${code}: ${name}` })),
}
const AHEAD = CONFERENCES.filter(({ status }) => status !== 'held').map(({ id, name }) => ({
  id,
  name: `${id}: ${name}`,
}))

export function AddForumDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [kind, setKind] = useState<Kind>('rto')
  const [of, setOf] = useState<string | null>(null)
  const [conference, setConference] = useState<string | null>(null)
  const add = useMutation({
    mutationFn: (request: Parameters<typeof call<'addForum'>>[1]) => call('addForum', request),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['forums'] })
      onClose()
    },
  })
  return (
    <DialogFrame
      title={t`Add a forum`}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>
            <Trans>Add none</Trans>
          </Button>
          <Button
            look="main"
            isPending={add.isPending}
            unavailable={of && conference ? null : t`Choose for whom and for which conference first.`}
            onPress={() => of && conference && add.mutate({ kind, of, conference })}
          >
            <Trans>Add the forum</Trans>
          </Button>
        </>
      }
    >
      <SegmentedChoice
        label={t`Kind of forum`}
        value={kind}
        onChange={(chosen) => {
          setKind(chosen)
          setOf(null)
        }}
        choices={[
          { value: 'rto', content: <Trans>Group of an organization</Trans> },
          { value: 'rpm', content: <Trans>Regional Preparatory Meeting</Trans> },
        ]}
      />
      <ChoiceInput
        key={kind}
        label={kind === 'rpm' ? t`Region` : t`Organization`}
        options={OF[kind]}
        value={of}
        onChange={setOf}
      />
      <ChoiceInput label={t`Conference`} options={AHEAD} value={conference} onChange={setConference} />
      <Refusal error={add.error} />
    </DialogFrame>
  )
}
