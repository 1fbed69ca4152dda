import { Trans, useLingui } from '@lingui/react/macro'
import { useState, useSyncExternalStore } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { useNavigate } from 'react-router'
import { printPath } from '../../../shared/protocol/api.ts'
import { isLowBandwidth, onLowBandwidthChange, setLowBandwidth } from '../../sync/low-bandwidth.ts'
import { Icon } from '../../ui/Icon.tsx'
import { comparePath } from '../compare/compare-address.ts'
import { useWorkspace } from '../workspace-context.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { NumberingDialog } from './NumberingDialog.tsx'
import { ObserversDialog } from './ObserversDialog.tsx'
import { RenameDialog } from './RenameDialog.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'

type Dialog = 'numbering' | 'rename' | 'withdraw' | 'delete' | 'observers'

/** What is needed now and then: print, history, and the coordinator's rarer steps. */
export function MoreMenu() {
  const { t } = useLingui()
  const { view, state, isUntouched, may } = useWorkspace()
  const navigate = useNavigate()
  const [open, setOpen] = useState<Dialog | null>(null)
  const isLow = useSyncExternalStore(onLowBandwidthChange, isLowBandwidth)
  const close = () => setOpen(null)
  return (
    <>
      <MenuTrigger>
        <Button className="button bare square" aria-label={t`More about this proposal`}>
          <Icon name="more" />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" aria-label={t`More about this proposal`}>
            <MenuItem className="menu-item" onAction={() => navigate(`/proposals/${view.id}/history`)}>
              <Trans>History</Trans>
            </MenuItem>
            <MenuItem className="menu-item" onAction={() => navigate(comparePath(view.id))}>
              <Trans>Compare…</Trans>
            </MenuItem>
            <MenuItem className="menu-item" href={printPath(view.id, 'clean')} target="_blank">
              <Trans>Print the text</Trans>
            </MenuItem>
            {view.base.length > 0 && (
              <MenuItem className="menu-item" href={printPath(view.id, 'redline')} target="_blank">
                <Trans>Print the redline</Trans>
              </MenuItem>
            )}
            {view.base.length > 0 && (
              <MenuItem className="menu-item" href={printPath(view.id, 'in-force')} target="_blank">
                <Trans>Print the text in force</Trans>
              </MenuItem>
            )}
            <MenuItem
              className="menu-item explained"
              textValue={t`Low-bandwidth mode`}
              onAction={() => setLowBandwidth(!isLow)}
            >
              <Text slot="label">
                {isLow ? <Trans>Low-bandwidth mode: on</Trans> : <Trans>Low-bandwidth mode: off</Trans>}
              </Text>
              <Text slot="description">
                <Trans>Sends what you write and where you are less often. For this browser.</Trans>
              </Text>
            </MenuItem>
            {may('rename') && (
              <MenuItem className="menu-item" onAction={() => setOpen('rename')}>
                <Trans>Rename…</Trans>
              </MenuItem>
            )}
            {may('set-numbering') && state.base && (
              <MenuItem className="menu-item" onAction={() => setOpen('numbering')}>
                {state.numbering === 'keep' ? (
                  <Trans>Numbers: kept, insertions as 2bis…</Trans>
                ) : (
                  <Trans>Numbers: counted anew…</Trans>
                )}
              </MenuItem>
            )}
            {may('admit-observers') && (
              <MenuItem className="menu-item" onAction={() => setOpen('observers')}>
                {state.observersMayRead ? (
                  <Trans>Observers may read: on…</Trans>
                ) : (
                  <Trans>Observers may read: off…</Trans>
                )}
              </MenuItem>
            )}
            {may('withdraw') && (
              <MenuItem className="menu-item" onAction={() => setOpen('withdraw')}>
                <Trans>Withdraw…</Trans>
              </MenuItem>
            )}
            {may('delete') && isUntouched && (
              <MenuItem className="menu-item" onAction={() => setOpen('delete')}>
                <Trans>Delete…</Trans>
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {open === 'rename' && <RenameDialog onClose={close} />}
      {open === 'withdraw' && <WithdrawDialog onClose={close} />}
      {open === 'delete' && <DeleteDialog onClose={close} />}
      {open === 'numbering' && <NumberingDialog onClose={close} />}
      {open === 'observers' && <ObserversDialog onClose={close} />}
    </>
  )
}
