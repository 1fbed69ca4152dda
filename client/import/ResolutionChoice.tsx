import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { AccountedText } from '../../shared/import/accounted.ts'
import { Button } from '../ui/Button.tsx'
import './choices.css'

type Props = {
  readonly resolutions: readonly AccountedText[]
  readonly onChoose: (index: number) => void
  readonly onCancel: () => void
}

/** Several resolutions in one file, or the columns of a comparison table: one is imported at a time. */
export function ResolutionChoice({ resolutions, onChoose, onCancel }: Props) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <section className="card pad stack import-question" aria-labelledby="import-which">
      <h2 id="import-which">
        <Trans>This file holds several resolutions. Which one?</Trans>
      </h2>
      <p>
        <Trans>One is imported at a time. Choose the file again for the next one.</Trans>
      </p>
      <RadioGroup className="field" value={chosen} onChange={setChosen}>
        <Label>{t`Resolution`}</Label>
        <div className="options">
          {resolutions.map(({ number, revision, heldAt, title, conference, blocks, source, findings }, index) => (
            <Radio key={index} value={`${index}`} className="pick text">
              <span>
                <b>
                  <Trans>Resolution {number}</Trans>
                  {(revision ?? heldAt) && ` (${revision ?? heldAt})`}
                </b>
                <br />
                {title}
                <br />
                <span className="quiet small">
                  {conference}
                  {' · '}
                  <Trans>from line {source[0]?.line ?? 1}</Trans>
                  {' · '}
                  <Plural value={blocks.length} one="# paragraph" other="# paragraphs" />
                  {' · '}
                  <Plural value={findings.length} _0="no remark" one="# remark" other="# remarks" />
                </span>
              </span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <div className="row">
        <Button
          look="main"
          unavailable={chosen === null ? t`Choose one first.` : null}
          onPress={() => chosen !== null && onChoose(Number(chosen))}
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
