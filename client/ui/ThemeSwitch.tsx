import { useLingui } from '@lingui/react/macro'
import { chooseTheme, themeInUse } from '../theme/theme-choice.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

export function ThemeSwitch() {
  const { t } = useLingui()
  return (
    <Button
      look="bare"
      square
      aria-label={t`Light or dark`}
      onPress={() => chooseTheme(themeInUse() === 'dark' ? 'light' : 'dark')}
    >
      <Icon name="theme" />
    </Button>
  )
}
