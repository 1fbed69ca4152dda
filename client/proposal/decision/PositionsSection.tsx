import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { POSITIONS, type Position, type PositionRecord } from '../../../shared/endorsement/position.ts'
import { byName, nameOf } from '../../administrations/names.ts'
import { AdministrationChip } from '../../ui/AdministrationChip.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { POSITION_COLOUR, POSITION_ICON, POSITION_NAME } from '../position-words.ts'
import { useStanding, useWorkspace } from '../workspace-context.ts'
import { ChangesDialog } from './ChangesDialog.tsx'

/** Silence, abstention and opposition stand apart, in picture and in number. */
export function PositionsSection() {
  const { view } = useWorkspace()
  const { supporting, opposing, abstaining, stale, notAnswered } = useStanding().tally
  const count = view.forum.roster.length
  return (
    <section className="panel-section" aria-labelledby="positions">
      <h2 id="positions">
        <Trans>Positions</Trans>{' '}
        <span className="quiet count">
          <Plural value={count} one="# administration" other="# administrations" />
        </span>
      </h2>
      <ul className="positions">
        <Kind icon="support" colour="c-support" name={<Trans>Support</Trans>} records={supporting} />
        <Kind icon="oppose" colour="c-oppose" name={<Trans>Oppose</Trans>} records={opposing} />
        <Kind icon="abstain" colour="c-abstain" name={<Trans>Abstain</Trans>} records={abstaining} />
        <StaleKind records={stale} />
        <NotAnswered administrations={notAnswered} />
      </ul>
    </section>
  )
}

type KindProps = {
  readonly icon: IconName
  readonly colour: string
  readonly name: ReactNode
  readonly records: readonly PositionRecord[]
}

function Kind({ icon, colour, name, records }: KindProps) {
  return (
    <li>
      <Icon name={icon} className={records.length > 0 ? colour : 'c-none'} />
      <p className="position-kind">
        <b>{name}</b> <span className="quiet">{records.length}</span>
      </p>
      {records.length > 0 && <Chips of={records.map(({ administration }) => administration)} />}
    </li>
  )
}

function Chips({ of }: { readonly of: readonly string[] }) {
  const { person } = useWorkspace()
  return (
    <ul className="chips">
      {[...of].sort(byName).map((each) => (
        <li key={each}>
          <AdministrationChip of={each} own={each === person.administration} />
        </li>
      ))}
    </ul>
  )
}

function StaleKind({ records }: { readonly records: readonly PositionRecord[] }) {
  const [open, setOpen] = useState(false)
  const sorted = [...records].sort((a, b) => byName(a.administration, b.administration))
  return (
    <li>
      <Icon name="stale" className={records.length > 0 ? 'c-stale' : 'c-none'} />
      <p className="position-kind">
        <b>
          <Trans>Stale</Trans>
        </b>{' '}
        <span className="quiet">{records.length}</span>
        {records.length > 0 && (
          <button type="button" className="button as-link push" onClick={() => setOpen(true)}>
            <Trans>What changed since</Trans>
          </button>
        )}
      </p>
      <div className="stale-kinds">
        {POSITIONS.map((position) => (
          <StaleOf key={position} position={position} records={sorted.filter((each) => each.position === position)} />
        ))}
      </div>
      {open && <ChangesDialog records={sorted} own={null} onClose={() => setOpen(false)} />}
    </li>
  )
}

/** What they said on the other text: it does not count, but who reads must see which way it went. */
function StaleOf({ position, records }: { readonly position: Position; readonly records: readonly PositionRecord[] }) {
  const { t } = useLingui()
  if (records.length === 0) return null
  const name = t(POSITION_NAME[position])
  return (
    <div>
      <p className="position-kind quiet small">
        <Icon name={POSITION_ICON[position]} className={POSITION_COLOUR[position]} /> {name} {records.length}
      </p>
      <ul className="chips" aria-label={t`${name}, on another text`}>
        {records.map(({ administration }) => (
          <li key={administration} title={`${nameOf(administration)}: ${name}`}>
            <AdministrationChip of={administration} stale />
            <span className="vh">: {name}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function NotAnswered({ administrations }: { readonly administrations: readonly string[] }) {
  const [shown, setShown] = useState(false)
  return (
    <li>
      <Icon name="none" className="c-none" />
      <p className="position-kind">
        <b>
          <Trans>Not answered</Trans>
        </b>{' '}
        <span className="quiet">{administrations.length}</span>
        {administrations.length > 0 && (
          <button type="button" className="button as-link push" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? <Trans>Hide</Trans> : <Trans>Show</Trans>}
          </button>
        )}
      </p>
      {shown && <Chips of={administrations} />}
    </li>
  )
}
