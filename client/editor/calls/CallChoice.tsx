import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { EditorHandle } from '../editor-handle.ts'
import { useLabelling } from '../labelling-context.ts'
import { callsIn, type Suggestion } from './suggestions.ts'

/** The calls of the text's language. The one that is chosen opens a section; who it addresses is typed or taken from a list. */
export function CallChoice({ handle }: { readonly handle: EditorHandle }) {
  const { t } = useLingui()
  const { language } = useLabelling()
  const calls = callsIn(language)
  const section = (part: Suggestion['part'], heading: string) => (
    <MenuSection>
      <Header className="menu-heading">{heading}</Header>
      {calls
        .filter((call) => call.part === part)
        .map((call) => (
          <MenuItem
            key={call.words}
            className="menu-item"
            onAction={() => handle.insertCall(call)}
            textValue={call.words}
          >
            <span lang={language} dir="auto">
              <i>{call.words.trimEnd()}</i>
              {call.open && ' …'}
            </span>
          </MenuItem>
        ))}
    </MenuSection>
  )
  return (
    <MenuTrigger>
      <Button className="button small" aria-label={t`Start a section`}>
        <Trans>Section</Trans>
        <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M4 6.3 8 10l4-3.7" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </Button>
      <Popover className="popover call-choice">
        <Menu className="menu" aria-label={t`Start a section`}>
          {section('preamble', t`In the preamble`)}
          {section('operative', t`In the operative part`)}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
