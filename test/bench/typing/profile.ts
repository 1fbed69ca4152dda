/** Where a CPU profile spent its time: by function itself, and by function with all that it called. */
export type CpuProfile = {
  readonly nodes: readonly ProfileNode[]
  readonly samples?: readonly number[]
  /** Microseconds. */
  readonly timeDeltas?: readonly number[]
}
type ProfileNode = {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  readonly children?: readonly number[]
}

type Times = Map<string, number>

/** Milliseconds a key, the most expensive first. */
export function topFunctions(profile: CpuProfile, keys: number, most = 45): readonly string[] {
  const { self, total } = timesOf(profile)
  const lines = (times: Times) =>
    [...times]
      .filter(([name]) => !/^\((?:idle|program|root)\)/.test(name))
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([name, time]) => `${(time / 1000 / keys).toFixed(3).padStart(8)}  ${name}`)
  return ['self ms/key', ...lines(self), '', 'with callees ms/key', ...lines(total)]
}

function timesOf({ nodes, samples = [], timeDeltas = [] }: CpuProfile) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const own = new Map<number, number>()
  samples.forEach((id, at) => own.set(id, (own.get(id) ?? 0) + (timeDeltas[at] ?? 0)))
  const [self, total]: [Times, Times] = [new Map(), new Map()]
  const walk = (node: ProfileNode, above: ReadonlySet<string>): number => {
    const name = nameOf(node)
    const inside = new Set([...above, name])
    let time = own.get(node.id) ?? 0
    self.set(name, (self.get(name) ?? 0) + time)
    for (const child of node.children ?? []) time += walk(byId.get(child)!, inside)
    // A function that calls itself is counted once.
    if (!above.has(name)) total.set(name, (total.get(name) ?? 0) + time)
    return time
  }
  walk(nodes[0]!, new Set())
  return { self, total }
}

const nameOf = ({ callFrame: { functionName, url, lineNumber } }: ProfileNode) =>
  `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}`
