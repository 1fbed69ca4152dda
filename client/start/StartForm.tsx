import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { uuidv4 } from 'lib0/random'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useNavigate } from 'react-router'
import { DEFAULT_LANGUAGE, type Language } from '../../shared/document/language.ts'
import type { Operator } from '../../shared/proposal/acts.ts'
import { operatorName } from '../../shared/document/operator-sign.ts'
import type { ForumView, LibraryText } from '../../shared/protocol/views.ts'
import { call } from '../api.ts'
import type { PreparedStart } from '../import/prepared-start.ts'
import { StepHeading } from '../import/StepHeading.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { TextInput } from '../ui/TextInput.tsx'
import { BaseChoice } from './BaseChoice.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { OperatorChoice } from './OperatorChoice.tsx'

type Props = {
  readonly forum: ForumView
  readonly base: LibraryText | null
  /** What a Word file with tracked changes gave: the proposal begins with its changes. */
  readonly prepared: PreparedStart | null
  readonly onBase: (text: LibraryText) => void
  readonly onDropPrepared: () => void
  readonly onFile: (file: File) => void
}

export function StartForm({ forum, base, prepared, onBase, onDropPrepared, onFile }: Props) {
  const { t } = useLingui()
  const [asked, setOperator] = useState<Operator>('MOD')
  const operator = operatorFor(asked, prepared)
  const [title, setTitle] = useState<string | null>(null)
  const [language, setLanguage] = useState<Language>(DEFAULT_LANGUAGE)
  const [summary, setSummary] = useState('')
  const [ownReasons, setReasons] = useState<string | null>(null)
  const [sawSuperseded, setSawSuperseded] = useState(false)
  const start = useStart(forum)
  const needsBase = operator !== 'ADD'
  const operatorInWords = operatorName(operator)
  const chosen = needsBase ? base : null
  const given = chosen ? `${chosen.name}: ${chosen.title}`.slice(0, 300) : (prepared?.title ?? '')
  const shownTitle = title ?? given
  const startingText = prepared && mayBeginWith(operator, prepared) ? prepared.startingText : null
  const reasons = ownReasons ?? (startingText && prepared?.reasons) ?? ''
  const hindrance = useHindrance({ needsBase, base: chosen, title: shownTitle, sawSuperseded })
  return (
    <Form
      className="start"
      onSubmit={(event) => {
        event.preventDefault()
        if (hindrance) return
        start.mutate({
          title: shownTitle,
          operator,
          base: chosen?.id ?? null,
          summary,
          reasons,
          acceptSuperseded: chosen?.edition.kind === 'superseded' && sawSuperseded,
          startingText,
          ...(operator === 'ADD' && { language: prepared && startingText ? prepared.language : language }),
        })
      }}
    >
      {prepared && (
        <BeginsWith prepared={prepared} isUsed={startingText !== null} operator={operator} onDrop={onDropPrepared} />
      )}
      <OperatorChoice value={operator} onChange={setOperator} />
      {needsBase ? (
        <BaseChoice
          base={base}
          onChoose={(text) => {
            onBase(text)
            setSawSuperseded(false)
          }}
          sawSuperseded={sawSuperseded}
          onSawSuperseded={setSawSuperseded}
          onFile={onFile}
        />
      ) : (
        <p className="quiet">
          {startingText ? (
            <Trans>ADD changes no text: it starts from the new resolution of the file.</Trans>
          ) : (
            <Trans>ADD changes no text: it starts from the empty form of a new resolution.</Trans>
          )}
        </p>
      )}
      {operator === 'ADD' && !startingText && <LanguageChoice value={language} onChange={setLanguage} />}
      <TextInput
        label={t`Title of the proposal`}
        hint={t`As it stands in the lists. It can be changed later.`}
        value={shownTitle}
        onChange={setTitle}
        maxLength={300}
      />
      <TextInput
        label={t`Summary`}
        hint={t`A short summary of views. It can be written later.`}
        rows={4}
        value={summary}
        onChange={setSummary}
        maxLength={20_000}
      />
      <TextInput
        label={t`Reasons`}
        hint={
          operator === 'NOC'
            ? t`NOC needs reasons only where the text shall be kept unchanged.`
            : t`${operatorInWords} needs reasons before the text is locked. They can be written later.`
        }
        rows={4}
        value={reasons}
        onChange={setReasons}
        maxLength={20_000}
      />
      <Refusal error={start.error} />
      <div>
        <Button type="submit" look="main" isPending={start.isPending} unavailable={hindrance}>
          <Trans>Start the proposal</Trans>
        </Button>
      </div>
    </Form>
  )
}

/** A file in which everything is new can only be added. */
const operatorFor = (asked: Operator, prepared: PreparedStart | null): Operator =>
  prepared && prepared.base === null && asked === 'MOD' ? 'ADD' : asked

const mayBeginWith = (operator: Operator, { base }: PreparedStart) =>
  base === null ? operator === 'ADD' : operator === 'MOD' || operator === '(MOD)'

type BeginsProps = {
  readonly prepared: PreparedStart
  readonly isUsed: boolean
  readonly operator: Operator
  readonly onDrop: () => void
}

function BeginsWith({ prepared: { fileName }, isUsed, operator, onDrop }: BeginsProps) {
  const operatorInWords = operatorName(operator)
  return (
    <Notice icon="doc">
      <StepHeading look="in-notice">
        {isUsed ? (
          <Trans>The proposal begins with the changes of the file:</Trans>
        ) : (
          <Trans>With {operatorInWords} the proposal does not take over the changes of the file:</Trans>
        )}{' '}
        {fileName}
      </StepHeading>
      <p>
        <Button small onPress={onDrop}>
          <Trans>Begin without them</Trans>
        </Button>
      </p>
    </Notice>
  )
}

type Draft = {
  readonly needsBase: boolean
  readonly base: LibraryText | null
  readonly title: string
  readonly sawSuperseded: boolean
}

function useHindrance({ needsBase, base, title, sawSuperseded }: Draft): string | null {
  const { t } = useLingui()
  if (needsBase && !base) return t`Choose the text first.`
  if (base?.edition.kind === 'superseded' && !sawSuperseded)
    return t`Confirm first that you start from a superseded text.`
  if (title.trim() === '') return t`Give the proposal a title first.`
  return null
}

type StartRequest = Omit<Parameters<typeof call<'startProposal'>>[1], 'id' | 'commandId'>

/** One id for all tries of this form: a second press after a lost answer does not start a second proposal. */
function useStart(forum: ForumView) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [commandId] = useState(() => uuidv4())
  return useMutation({
    mutationFn: (request: StartRequest) => call('startProposal', { ...request, id: forum.id, commandId }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['proposals'] })
      void client.invalidateQueries({ queryKey: ['forums'] })
      await navigate(`/proposals/${id}`)
    },
  })
}
