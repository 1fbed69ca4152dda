/** Light, dark, or as the system says. The choice is read before the first paint by public/theme-choice.js. */
export type Theme = 'light' | 'dark'

const NAME = 'cp-theme'

export function themeInUse(): Theme {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  try {
    localStorage.setItem(NAME, theme)
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}
