import { useLingui } from '@lingui/react/macro'
import type { Stage } from '../../../shared/proposal/stages.ts'
import { Icon } from '../../ui/Icon.tsx'
import { STAGE_NAME } from '../stage-words.ts'
import { useWorkspace } from '../workspace-context.ts'

const USUAL: readonly Stage[] = ['drafting', 'review', 'locked', 'adopted', 'submitted']

/** Done has a check, now a ring, what is to come is hollow; the word of each stage always stands. */
export function StageRibbon() {
  const { t } = useLingui()
  const { stage } = useWorkspace().state
  const way = wayOf(stage)
  const at = way.indexOf(stage)
  return (
    <section className="panel-section">
      <h2 className="vh">{t`Stage`}</h2>
      <ol className="stages">
        {way.map((each, index) => (
          <li
            key={each}
            className={index < at ? 'done' : index === at ? 'now' : ''}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className="dot">{index < at && <Icon name="check" />}</span>
            {t(STAGE_NAME[each])}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A withdrawal can follow any stage; it stands after where it was seen last. */
function wayOf(stage: Stage): readonly Stage[] {
  if (stage === 'not-carried') return ['drafting', 'review', 'locked', 'not-carried']
  if (stage === 'withdrawn' || stage === 'deleted') return ['drafting', stage]
  return USUAL
}
