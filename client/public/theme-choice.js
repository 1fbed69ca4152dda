// Runs before the first paint, so that a dark screen does not flash white. The name is also in theme/theme-choice.ts.
{
  let choice = null
  try {
    choice = localStorage.getItem('cp-theme')
  } catch {
    // Storage may be forbidden; the system's preference holds then.
  }
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice
}
