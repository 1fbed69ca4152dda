import { Plural, Trans } from '@lingui/react/macro'
import type { WriterOfEdits } from '../../../shared/proposal/moments.ts'
import type { MomentsView } from '../../../shared/protocol/compare.ts'
import { nameOf } from '../../administrations/names.ts'
import { When } from '../../ui/When.tsx'
import { ActInWords } from '../history/ActInWords.tsx'
import type { ComparePoint } from './compare-points.ts'

type Props = { readonly point: ComparePoint; readonly view: MomentsView }

/** What there was at a moment, in words. */
export function MomentWords({ point: { what, name }, view }: Props) {
  if (what === 'base') return <Trans>Text in force</Trans>
  if (what === 'start') return <Trans>The text that the proposal was started with</Trans>
  if (what === 'entry') return <Trans>Entry {name} of the log</Trans>
  if (what.kind === 'decision') return <ActInWords act={what.act} />
  return (
    <>
      <Plural value={what.edits} one="# edit of the text" other="# edits of the text" />
      <span className="quiet small block">{writersOf(what.by, view)}</span>
    </>
  )
}

export function MomentTime({ point: { what } }: { readonly point: ComparePoint }) {
  return typeof what === 'object' ? <When at={what.time} /> : null
}

/** Who decided: the writers of edits stand in their words. */
export function MomentPerson({ point: { what }, view }: Props) {
  if (typeof what !== 'object' || what.kind !== 'decision') return null
  return <>{personIn(what.person, what.administration, view)}</>
}

const writersOf = (by: readonly WriterOfEdits[], view: MomentsView) =>
  by
    .map(
      ({ person, administration, edits }) =>
        `${personIn(person, administration, view)}${by.length > 1 ? ` ${edits}` : ''}`,
    )
    .join('; ')

function personIn(person: string, administration: string | null, { people }: MomentsView): string {
  const name = people.find(({ id }) => id === person)?.name ?? person
  const state = administration && nameOf(administration)
  return state && !name.includes(state) ? `${name}, ${state}` : name
}
