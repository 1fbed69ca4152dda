/** What the Word file says of a proposal. */
import { LANGUAGE_NAME } from '../../shared/document/language.ts'
import { labellingOf } from '../../shared/proposal/labelling.ts'
import { supportersOf } from '../../shared/proposal/counted.ts'
import { memberState } from '../../shared/region/member-states.ts'
import { conference } from '../../shared/region/conferences.ts'
import { RTO_CODES, rto, type RtoCode } from '../../shared/region/rtos.ts'
import type { WordInput } from '../export/word-input.ts'
import type { Official } from '../store/proposals.ts'

/** `now` in UTC milliseconds: the day on the cover and the time of the tracked changes. */
export function wordInputOf({ view, document }: Official, now: number): WordInput {
  const { state, forum, base, label, digest } = view
  const meeting = conference(forum.conference)
  const supporting = supportingStates(view)
  return {
    conference: {
      name: `${meeting?.name ?? forum.conference} (${forum.conference})`,
      symbol: forum.conference,
      placeAndDates: [meeting?.place, meeting?.start].filter(Boolean).join(', '),
    },
    body: 'PLENARY MEETING',
    documentNumber: state.submission?.documentNumber ?? null,
    date: new Date(now).toISOString().slice(0, 10),
    originalLanguage: LANGUAGE_NAME[state.language],
    source: sourceOf(view, supporting),
    title: state.title,
    operator: state.operator,
    proposalNumber: label,
    references: state.base ? [`${state.base.name}, ${state.base.title}`] : [],
    base: state.base ? { title: `${state.base.name}: ${state.base.title}`, blocks: base } : null,
    document,
    supporting,
    digest,
    forumName: forum.name,
    labelling: labellingOf(state, base),
    changedAt: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
  }
}

type View = Official['view']
type Supporter = WordInput['supporting'][number]

const supportingStates = ({ state, digest }: View): readonly Supporter[] =>
  supportersOf(state, digest)
    .flatMap((administration) => memberState(administration) ?? [])
    .map(({ name, itu }) => ({ name: name.en, symbol: itu }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))

/**
 * The proposer is the set of Member States, never the organization (domain.md §0.1). A proposal that was not carried goes out in
 * its supporters' own names.
 */
function sourceOf({ state, forum }: View, supporting: readonly Supporter[]): string {
  const isCommon =
    state.stage !== 'not-carried' && forum.kind === 'rto' && (RTO_CODES as readonly string[]).includes(forum.of)
  if (!isCommon) return supporting.map(({ name }) => name).join(', ')
  const organization = rto(forum.of as RtoCode)
  return `Member States of the ITU, members of the ${organization.name} (${organization.code})`
}
