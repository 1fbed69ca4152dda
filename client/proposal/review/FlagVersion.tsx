import { Trans } from '@lingui/react/macro'
import { isFootnoteRef, type Run } from '../../../shared/document/blocks.ts'
import { written } from '../../../shared/document/written.ts'
import type { Version } from '../../../shared/proposal/review-flag.ts'
import { AdministrationChip } from '../../ui/AdministrationChip.tsx'
import { When } from '../../ui/When.tsx'
import { useWorkspace } from '../workspace-context.ts'

type Props = {
  readonly title: string
  readonly version: Version
  /** Those in question, marked where they stand in one piece. */
  readonly words?: string
}

/** The clauses as one of the two had them on the screen. */
export function FlagVersion({ title, version, words = '' }: Props) {
  const { cardOf, person } = useWorkspace()
  const name = cardOf(version.by)?.name
  return (
    <section className="flag-version">
      <h3>{title}</h3>
      <p className="quiet small row">
        {version.administration && (
          <AdministrationChip of={version.administration} own={version.administration === person.administration} />
        )}
        {name && <span dir="auto">{name}</span>}
        <When at={version.time} clock />
      </p>
      {version.paragraphs.length === 0 && (
        <p className="quiet">
          <Trans>Nothing is left of it.</Trans>
        </p>
      )}
      {version.paragraphs.map((runs, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the paragraphs of a version never change
        <p key={at} className="flag-paragraph" dir="auto">
          <Marked text={textOf(runs)} words={words} />
        </p>
      ))}
    </section>
  )
}

const textOf = (runs: readonly Run[]) =>
  written(runs)
    .map((run) => (isFootnoteRef(run) ? '*' : run.text))
    .join('')

function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const at = words === '' ? -1 : text.indexOf(words)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{words}</mark>
      {text.slice(at + words.length)}
    </>
  )
}
