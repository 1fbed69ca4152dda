/** A history that alters what somebody wrote is a false record, and the reason of an unlock is evidence. */
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it } from 'vitest'
import { ActInWords } from '../../../client/proposal/history/ActInWords.tsx'
import type { Act } from '../../../shared/proposal/acts.ts'

const WRITTEN = '<script>alert(9)</script> typo {name} <0>bold</0> <1/> # 100 % & “so”'

const SAID: readonly Act[] = [
  { type: 'renamed', title: WRITTEN },
  { type: 'unlocked', reason: WRITTEN },
  { type: 'withdrawn', reason: WRITTEN },
  { type: 'locked', digest: 'a'.repeat(64), identity: 'b'.repeat(64), reason: WRITTEN, overridden: [WRITTEN] },
  { type: 'submitted', date: '2026-11-22', documentNumber: WRITTEN },
]

const textOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')

const shown = (act: Act) =>
  textOf(
    renderToStaticMarkup(
      <I18nProvider i18n={i18n}>
        <ActInWords act={act} />
      </I18nProvider>,
    ),
  )

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

describe('the history says to the character what people wrote', () => {
  it.each(SAID)('$type', (act) => expect(shown(act)).toContain(WRITTEN))
})
