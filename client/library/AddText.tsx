import { Trans, useLingui } from '@lingui/react/macro'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Text } from 'react-aria-components/Text'
import type { LibraryTextView } from '../../shared/protocol/views.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Refusal } from '../ui/Refusal.tsx'
import { useAddText } from './use-add-text.ts'
import './library.css'

/** A resolution as a .txt file, chosen or dropped. What is wrong with it is said here. */
export function AddText({ onAdded }: { readonly onAdded: (text: LibraryTextView) => void }) {
  const { t } = useLingui()
  const add = useAddText()
  const take = (file: File | null | undefined) => file && add.mutate(file, { onSuccess: onAdded })
  return (
    <div className="stack">
      <DropZone
        className="drop"
        aria-label={t`Drop a resolution here`}
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          const dropped = items.find((item) => item.kind === 'file')
          if (dropped) take(await dropped.getFile())
        }}
      >
        <FileTrigger acceptedFileTypes={['.txt', 'text/plain']} onSelect={(files) => take(files?.[0])}>
          <Button isPending={add.isPending}>
            <Icon name="out" />
            {add.isPending ? <Trans>Reading the file…</Trans> : <Trans>Add a text from a file</Trans>}
          </Button>
        </FileTrigger>
        <Text slot="label" className="quiet small">
          <Trans>A resolution as plain text (.txt), chosen or dropped here.</Trans>
        </Text>
      </DropZone>
      <Refusal error={add.error} />
    </div>
  )
}
