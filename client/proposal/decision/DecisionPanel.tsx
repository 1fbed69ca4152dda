import { useLingui } from '@lingui/react/macro'
import { StepsSection } from '../steps/StepsSection.tsx'
import { BracketsSection } from '../brackets/BracketsSection.tsx'
import { ChecksSection } from '../checks/ChecksSection.tsx'
import { ReviewSection } from '../review/ReviewSection.tsx'
import { MyPosition } from './MyPosition.tsx'
import { PositionsSection } from './PositionsSection.tsx'
import { StageRibbon } from './StageRibbon.tsx'
import { VerdictSection } from './VerdictSection.tsx'
import './decision.css'

export function DecisionPanel({ onShowText }: { readonly onShowText: () => void }) {
  const { t } = useLingui()
  return (
    <section className="panel" aria-label={t`Decision`}>
      <StageRibbon />
      <VerdictSection />
      <MyPosition />
      <ReviewSection />
      <BracketsSection />
      <ChecksSection onShowText={onShowText} />
      <StepsSection onShowText={onShowText} />
      <PositionsSection />
    </section>
  )
}
