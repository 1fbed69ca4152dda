import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../../ui/Button.tsx'
import { CheckBox } from '../../ui/CheckBox.tsx'
import type { Comparing } from './compare-address.ts'
import { hiddenChanges, type Party } from './parties.ts'

type Props = {
  /** Those who changed something between the two moments. */
  readonly parties: readonly Party[]
  readonly comparing: Pick<Comparing, 'by' | 'who'>
  readonly onChange: (change: Partial<Comparing>) => void
}

/** Whose changes are marked, how many each made, and who wrote it on demand. */
export function CompareLegend({ parties, comparing: { by, who }, onChange }: Props) {
  const { t } = useLingui()
  const hidden = hiddenChanges(parties, by)
  const isShown = (party: string) => by === null || by.includes(party)
  const toggle = (party: string) => {
    const shown = parties.map(({ key }) => key).filter((key) => (key === party ? !isShown(key) : isShown(key)))
    onChange({ by: shown.length === parties.length ? null : shown })
  }
  return (
    <section className="card pad compare-legend" aria-label={t`Whose changes`}>
      <CheckBox isSelected={who} onChange={(value) => onChange({ who: value })}>
        <Trans>Show who wrote it</Trans>
      </CheckBox>
      <h2>
        <Trans>Changes by administration</Trans>
      </h2>
      {parties.length === 0 && (
        <p className="quiet">
          <Trans>No changes between these two moments.</Trans>
        </p>
      )}
      <ul>
        {parties.map(({ key, name, changes, hue }) => (
          <li key={key} className={who ? `keyed who-${hue}` : undefined}>
            <CheckBox isSelected={isShown(key)} onChange={() => toggle(key)}>
              {name} <span className="quiet small">{changes}</span>
            </CheckBox>
          </li>
        ))}
      </ul>
      {by === null ? (
        <p className="quiet small">
          <Trans>
            Everything is marked: without the struck words this is the second text, without the underlined ones the
            first, to the character.
          </Trans>
        </p>
      ) : (
        <div className="hidden-changes" role="status">
          <p>
            <Plural
              value={hidden}
              one="# change by others is not marked."
              other="# changes by others are not marked."
            />{' '}
            <Trans>What they wrote stands as plain text, so this view is no exact redline.</Trans>
          </p>
          <Button small onPress={() => onChange({ by: null })}>
            <Trans>Mark all changes</Trans>
          </Button>
        </div>
      )}
    </section>
  )
}
