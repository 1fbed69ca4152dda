import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { When } from '../../ui/When.tsx'
import type { Change } from './compared-changes.ts'
import type { AuthorNames } from './use-author-names.ts'

type Props = { readonly changes: readonly Change[]; readonly names: AuthorNames; readonly who: boolean }

const MOST = 300

/** From one change to the next by keyboard, with who made it in words, and the same as a list. */
export function ChangeWalk({ changes, names, who }: Props) {
  const { t } = useLingui()
  const [at, setAt] = useState(-1)
  const go = (to: number) => {
    setAt(to)
    show(changes[to]!)
  }
  const change = changes[at]
  const count = changes.length
  const place = at + 1
  return (
    <>
      <div className="change-walk" role="group" aria-label={t`From change to change`}>
        <Button small unavailable={at > 0 ? null : ''} onPress={() => go(at - 1)}>
          <Trans>Previous change</Trans>
        </Button>
        <Button small unavailable={at < count - 1 ? null : ''} onPress={() => go(at + 1)}>
          <Trans>Next change</Trans>
        </Button>
        <p className="small" role="status">
          {change ? (
            <>
              <Trans>
                Change {place} of {count}:
              </Trans>{' '}
              <ChangeWords change={change} /> {who && <ChangeAuthor change={change} names={names} />}
            </>
          ) : (
            <Plural value={count} one="# change is marked." other="# changes are marked." />
          )}
        </p>
      </div>
      <details className="card change-list">
        <summary>
          <Trans>List of the changes</Trans>
        </summary>
        <ol>
          {changes.slice(0, MOST).map((each, index) => (
            <li key={each.id}>
              <button type="button" className="change-link" onClick={() => go(index)}>
                <ChangeWords change={each} />
              </button>
              <span className="quiet small block">
                <ChangeAuthor change={each} names={names} />
              </span>
            </li>
          ))}
        </ol>
        {count > MOST && (
          <p className="quiet small">
            <Trans>
              The first {MOST} of {count} are listed; the others are reached with “Next change”.
            </Trans>
          </p>
        )}
      </details>
    </>
  )
}

function show({ id }: Change): void {
  const element = document.getElementById(id)
  element?.focus({ preventScroll: true })
  element?.scrollIntoView({ block: 'center' })
}

export function ChangeWords({ change: { kind, words, label } }: { readonly change: Change }) {
  const shortened = words.length > 80 ? `${words.slice(0, 80)}…` : words
  if (kind === 'inserted')
    return (
      <>
        <Trans>Inserted</Trans> <q>{shortened}</q>
      </>
    )
  if (kind === 'deleted')
    return (
      <>
        <Trans>Deleted</Trans> <q>{shortened}</q>
      </>
    )
  return (
    <>
      {kind === 'moved' ? <Trans>Moved a clause</Trans> : <Trans>Changed the form of a clause</Trans>} {label}
    </>
  )
}

export function ChangeAuthor({
  change: { by, first, time },
  names,
}: Pick<Props, 'names'> & { readonly change: Change }) {
  if (by === null) return null
  return (
    <>
      {names.name(by)}
      {first !== undefined && (
        <>
          {' '}
          (<Trans>words first written by</Trans> {names.name(first)})
        </>
      )}
      {time !== undefined && (
        <>
          , <When at={time} />
        </>
      )}
    </>
  )
}
