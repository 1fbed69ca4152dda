/** Which components React drew while the keys were typed: asked of React itself, as its developer tools do. */
import type { Page } from 'playwright'

type Fiber = {
  readonly type: unknown
  readonly flags: number
  readonly subtreeFlags: number
  readonly alternate: Fiber | null
  readonly child: Fiber | null
  readonly sibling: Fiber | null
}
export type Drawn = { readonly counts: Map<string, number> }
export type WithHook = { __REACT_DEVTOOLS_GLOBAL_HOOK__?: object; drawn?: Drawn }

/** Before the page is opened. */
export async function watchRenders(page: Page): Promise<void> {
  await page.addInitScript(installHook)
}

export const forgetRenders = (page: Page): Promise<void> =>
  page.evaluate(() => (globalThis as WithHook).drawn!.counts.clear())

/** Times a key, the most frequent first. */
export async function rendersOf(page: Page, keys: number): Promise<readonly string[]> {
  const counts = await page.evaluate(() => [...(globalThis as WithHook).drawn!.counts])
  return [
    'drawn times/key',
    ...counts
      .toSorted((a, b) => b[1] - a[1])
      .map(([name, times]) => `${(times / keys).toFixed(2).padStart(8)}  ${name}`),
  ]
}

/** Runs in the page, so it may use nothing from around it. */
export function installHook(): void {
  const counts = new Map<string, number>()
  const count = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1)
  const nameOf = (type: unknown): string | null => {
    if (typeof type === 'function') return type.name || '(anonymous)'
    const inner = (type as { type?: unknown; render?: unknown } | null) ?? {}
    return inner.type || inner.render ? nameOf(inner.type ?? inner.render) : null
  }
  const walk = (fiber: Fiber | null) => {
    for (let each = fiber; each; each = each.sibling) {
      const [name, before] = [nameOf(each.type), each.alternate]
      if (name && each.flags & 1) count(name)
      if (typeof each.type === 'string' && each.flags & 4) count(`<${each.type}>`)
      if (!before || before.child !== each.child) walk(each.child)
    }
  }
  ;(globalThis as WithHook).drawn = { counts }
  ;(globalThis as WithHook).__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberUnmount() {},
    onPostCommitFiberRoot() {},
    onCommitFiberRoot(_id: number, root: { readonly current: Fiber }) {
      count('(commit)')
      // Before mutation, mutation: what makes React look where the selection is.
      if (root.current.subtreeFlags & 0b11010000010110) count('(commit that writes)')
      walk(root.current.child)
    },
  }
}
