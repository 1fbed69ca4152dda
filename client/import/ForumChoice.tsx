import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { ForumId } from '../../shared/ids.ts'
import type { ForumView } from '../../shared/protocol/views.ts'
import { Button } from '../ui/Button.tsx'
import { StepHeading } from './StepHeading.tsx'
import './choices.css'

type Props = { readonly forums: readonly ForumView[]; readonly onChoose: (forum: ForumId) => void }

/** Where a proposal that was read from a file is started. */
export function ForumChoice({ forums, onChoose }: Props) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<string | null>(null)
  const forum = forums.find(({ id }) => id === chosen)
  return (
    <section className="card pad stack import-question" aria-labelledby="import-forum">
      <StepHeading id="import-forum">
        <Trans>In which forum does the proposal start?</Trans>
      </StepHeading>
      <RadioGroup className="field" value={chosen} onChange={setChosen}>
        <Label>{t`Forum`}</Label>
        <div className="options">
          {forums.map(({ id, name, conference }) => (
            <Radio key={id} value={id} className="pick text">
              <span>
                <b>{name}</b>
                <br />
                <span className="quiet small">{conference}</span>
              </span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <div>
        <Button
          look="main"
          unavailable={forum ? null : t`Choose one first.`}
          onPress={() => forum && onChoose(forum.id)}
        >
          <Trans>Go on to the proposal</Trans>
        </Button>
      </div>
    </section>
  )
}
