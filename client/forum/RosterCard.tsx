import { Plural, Trans } from '@lingui/react/macro'
import { memberState, type MemberState } from '../../shared/region/member-states.ts'
import { region, regionOfRto, type RegionCode } from '../../shared/region/regions.ts'
import type { RtoCode } from '../../shared/region/rtos.ts'
import type { ForumView } from '../../shared/protocol/views.ts'
import { byName, nameOf } from '../administrations/names.ts'
import { usePerson } from '../session/use-session.ts'
import { AdministrationChips } from '../ui/AdministrationChip.tsx'

/** Who belongs, what the reference data doubts about it, and how region and organization differ. */
export function RosterCard({ forum }: { readonly forum: ForumView }) {
  const { administration } = usePerson()
  const roster = [...forum.roster].sort(byName)
  return (
    <section className="card pad stack" aria-labelledby="roster">
      <h2 id="roster">
        <Trans>Who is a member</Trans>{' '}
        <span className="quiet count">
          <Plural value={roster.length} one="# administration" other="# administrations" />
        </span>
      </h2>
      {forum.kind === 'rto' ? <AcrossRegions forum={forum} /> : <OutsideOrganizations forum={forum} />}
      <AdministrationChips of={roster} own={administration} />
      <Doubts forum={forum} />
    </section>
  )
}

const statesOf = (forum: ForumView): readonly MemberState[] => forum.roster.flatMap((each) => memberState(each) ?? [])

function AcrossRegions({ forum }: { readonly forum: ForumView }) {
  const home = regionOfRto(forum.of as RtoCode)
  const away = statesOf(forum).filter(({ ituRegion }) => ituRegion !== home.code)
  if (away.length === 0) return null
  const example = away.find(({ iso3 }) => iso3 === 'EGY') ?? away[0]!
  const [country, regionName, homeName] = [example.name.en, region(example.ituRegion).name, home.name]
  return (
    <div className="stack small">
      <p>
        <Trans>
          An organization and an ITU-D region are two different lists. {country} is a member here and belongs to the
          region {regionName}, so it takes part in that preparatory meeting, not in the one for {homeName}.
        </Trans>
      </p>
      <p className="quiet">
        <Trans>Members here from other regions:</Trans> <NamesByRegion states={away} />
      </p>
    </div>
  )
}

function NamesByRegion({ states }: { readonly states: readonly MemberState[] }) {
  const regions = [...new Set(states.map(({ ituRegion }) => ituRegion))]
  const names = (code: RegionCode) => states.filter(({ ituRegion }) => ituRegion === code).map(({ name }) => name.en)
  return <>{regions.map((code) => `${names(code).join(', ')} (${region(code).name})`).join('; ')}</>
}

function OutsideOrganizations({ forum }: { readonly forum: ForumView }) {
  const outside = statesOf(forum).filter(({ rtos }) => rtos.length === 0)
  const names = outside.map(({ name }) => name.en).join(', ')
  return (
    <p className="small">
      <Trans>All Member States of the region take part, whether they belong to a regional organization or not.</Trans>{' '}
      {outside.length > 0 && <Trans>In no regional organization on record: {names}.</Trans>}
    </p>
  )
}

/** Doubts for the same reason stand together. */
function Doubts({ forum: { doubts } }: { readonly forum: ForumView }) {
  const groups = Map.groupBy(doubts, ({ listed, why }) => `${listed} ${why}`)
  if (groups.size === 0) return null
  return (
    <div className="stack">
      <h3>
        <Trans>Memberships in doubt</Trans>
      </h3>
      <ul className="doubts">
        {[...groups].map(([key, [first, ...others]]) => (
          <li key={key}>
            <p>
              <b>{[first!, ...others].map(({ administration }) => nameOf(administration)).join(', ')}</b>:{' '}
              {first!.listed ? <Trans>counted as a member</Trans> : <Trans>not counted</Trans>}. {first!.why}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
