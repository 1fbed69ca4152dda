import { useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { Icon } from '../../ui/Icon.tsx'
import { OperatorTag } from '../../ui/OperatorTag.tsx'
import { TopBar } from '../../ui/TopBar.tsx'
import { MoreMenu } from '../steps/MoreMenu.tsx'
import { useWorkspace } from '../workspace-context.ts'
import { PresenceChips } from './PresenceChips.tsx'
import { SaveStatus } from './SaveStatus.tsx'

export function WorkspaceBar() {
  const { t } = useLingui()
  const { view, state } = useWorkspace()
  return (
    <TopBar
      end={
        <>
          <SaveStatus />
          <PresenceChips />
          <MoreMenu />
        </>
      }
    >
      <nav className="crumbs" aria-label={t`Where you are`}>
        <Link to={`/forums/${view.forum.id}`}>{view.forum.name}</Link>
        <Icon name="forward" />
        <b className="label">{view.label}</b>
      </nav>
      <OperatorTag of={state.operator} />
      <h1 className="document-name" title={state.title}>
        {state.title}
      </h1>
    </TopBar>
  )
}
