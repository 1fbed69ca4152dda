import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { UnderstoodFile } from '../../shared/import/understood-file.ts'
import { Button } from '../ui/Button.tsx'
import './choices.css'

export type Meant = 'in-force' | 'amended' | 'proposal'
export type FileWithChanges = Extract<UnderstoodFile, { readonly asAmended: unknown }>

type Props = {
  readonly file: FileWithChanges
  readonly mayPropose: boolean
  readonly onChoose: (meant: Meant) => void
  readonly onCancel: () => void
}

/** A file with tracked changes is two texts and a proposal: which one is meant, only a person knows. */
export function ReadingChoice({ file, mayPropose, onChoose, onCancel }: Props) {
  const { t } = useLingui()
  const [meant, setMeant] = useState<Meant | null>(null)
  const { count, by } = file.changes
  const names = by.join(', ')
  const lacking = {
    'in-force': file.inForce.problem,
    amended: file.asAmended.problem,
    proposal: file.asAmended.problem,
  }
  const isNew = file.inForce.problem !== null
  return (
    <section className="card pad stack import-question" aria-labelledby="import-meant">
      <h2 id="import-meant">
        <Trans>This file holds tracked changes. How is it meant?</Trans>
      </h2>
      <p>
        <Plural value={count} one="# tracked change" other="# tracked changes" />
        {names !== '' && (
          <>
            {' '}
            <Trans>by {names}</Trans>
          </>
        )}
        {'. '}
        <Trans>The file is read once; nothing of it is stored yet.</Trans>
      </p>
      <RadioGroup className="field" value={meant} onChange={(value) => setMeant(value as Meant)}>
        <Label>{t`Read it`}</Label>
        <div className="options">
          <Radio value="in-force" className="pick text" isDisabled={lacking['in-force'] !== null}>
            <span>
              <b>
                <Trans>As the text in force</Trans>
              </b>
              <br />
              <Trans>Without the changes, as if all of them were rejected.</Trans>
              <Lacking problem={lacking['in-force']} />
            </span>
          </Radio>
          <Radio value="amended" className="pick text" isDisabled={lacking.amended !== null}>
            <span>
              <b>
                <Trans>As amended</Trans>
              </b>
              <br />
              <Trans>With the changes, as if all of them were accepted.</Trans>
              <Lacking problem={lacking.amended} />
            </span>
          </Radio>
          <Radio value="proposal" className="pick text" isDisabled={!mayPropose || lacking.proposal !== null}>
            <span>
              <b>
                <Trans>As a proposal, with the changes kept</Trans>
              </b>
              <br />
              {isNew ? (
                <Trans>Everything in the file is new: the proposal adds a resolution.</Trans>
              ) : (
                <Trans>
                  The text without the changes goes into the library, and a proposal begins that shows the changes.
                </Trans>
              )}
              {!mayPropose && (
                <span className="lacking">
                  <Trans>Only the coordinator of a forum starts proposals.</Trans>
                </span>
              )}
            </span>
          </Radio>
        </div>
      </RadioGroup>
      <div className="row">
        <Button
          look="main"
          unavailable={meant === null ? t`Choose one first.` : null}
          onPress={() => meant !== null && onChoose(meant)}
        >
          <Trans>Go on</Trans>
        </Button>
        <Button onPress={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </section>
  )
}

function Lacking({ problem }: { readonly problem: string | null }) {
  return problem === null ? null : <span className="lacking">{problem}</span>
}
