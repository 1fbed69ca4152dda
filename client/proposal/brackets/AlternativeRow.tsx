import { Trans, useLingui } from '@lingui/react/macro'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { Bracket } from '../../../shared/document/brackets.ts'
import type { Holding } from '../../../shared/proposal/fold.ts'
import { nameOf } from '../../administrations/names.ts'
import { AdministrationChip } from '../../ui/AdministrationChip.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkspace } from '../workspace-context.ts'

type Props = {
  readonly alternative: Bracket['alternatives'][number]
  /** Those of this alternative. */
  readonly holdings: readonly Holding[]
  readonly isPending: boolean
  readonly onHold: () => void
  readonly onRelease: () => void
}

/** One wording, and the administrations that want it. Who wanted it in other words is shown so. */
export function AlternativeRow({ alternative: { words }, holdings, isPending, onHold, onRelease }: Props) {
  const { person, may } = useWorkspace()
  const { administration } = person
  const own = holdings.find((each) => each.administration === administration)
  const isHeld = own?.words === words
  return (
    <li>
      <q className="alternative-words">{words}</q>
      <span className="alternative-holders">
        <Holders holdings={holdings} words={words} />
        {administration && may('hold-alternative') && (
          <ToggleButton
            className="button small"
            isSelected={isHeld}
            isDisabled={isPending}
            onPress={isHeld ? onRelease : onHold}
          >
            {isHeld && <Icon name="check" />}
            {own && !isHeld ? (
              <Trans>Confirm for {nameOf(administration)}</Trans>
            ) : (
              <Trans>{nameOf(administration)} wants this</Trans>
            )}
          </ToggleButton>
        )}
      </span>
    </li>
  )
}

function Holders({ holdings, words }: { readonly holdings: readonly Holding[]; readonly words: string }) {
  const { t } = useLingui()
  const { person } = useWorkspace()
  if (holdings.length === 0)
    return (
      <span className="quiet small">
        <Trans>Nobody has asked for it.</Trans>
      </span>
    )
  return (
    <ul className="chips" aria-label={t`Wanted by`}>
      {holdings.map(({ administration, words: held }) => (
        <li key={administration} title={held === words ? undefined : t`Asked for in other words: ${held}`}>
          <AdministrationChip
            of={administration}
            own={administration === person.administration}
            stale={held !== words}
          />
        </li>
      ))}
    </ul>
  )
}
