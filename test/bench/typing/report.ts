/** The figures as lines: milliseconds, with the load of the machine beside them, because it is shared. */
import { availableParallelism, cpus, loadavg } from 'node:os'
import type { KeyCosts } from './trace.ts'

export type Row = {
  readonly name: string
  readonly line: string
  /** Of the processor time: other programs do not blur it. */
  readonly median: number
  readonly p95: number
}

const COLUMNS = [
  'busy p50',
  'p95',
  'cpu p50',
  'p95',
  'to paint p50',
  'p95',
  'cpu/key',
  'script',
  'style',
  'layout',
  'paint',
  'keys',
  'load',
]
const WIDTH = 34

export const TITLE = ['variant (ms)'.padEnd(WIDTH), ...COLUMNS.map((name) => name.padStart(widthOf(name)))].join(' ')

export function rowOf(name: string, { busy, cpu, paint, whole, parts }: KeyCosts): Row {
  const [median, p95] = [quantile(cpu, 0.5), quantile(cpu, 0.95)]
  const figures = [
    quantile(busy, 0.5),
    quantile(busy, 0.95),
    median,
    p95,
    quantile(paint, 0.5),
    quantile(paint, 0.95),
    whole,
    ...Object.values(parts),
  ]
  const cells = [...figures.map((it) => it.toFixed(1)), String(busy.length), loadavg()[0]!.toFixed(1)]
  const line = [name.padEnd(WIDTH), ...cells.map((cell, at) => cell.padStart(widthOf(COLUMNS[at]!)))].join(' ')
  return { name, line, median, p95 }
}

/** Each variant against the peer of its size: how many times as long. */
export function compared(rows: readonly Row[], peers: readonly string[]): readonly string[] {
  return rows.flatMap((row) => {
    const peer = rows.find(({ name }) => peers.includes(name) && sizeOf(name) === sizeOf(row.name))
    if (!peer || peer === row) return []
    return [`${row.name}: ${ratio(row.median, peer.median)} the peer's median, ${ratio(row.p95, peer.p95)} its p95`]
  })
}

export const machine = (browser: string): string =>
  `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()
    .map((it) => it.toFixed(2))
    .join(' ')}, Chromium ${browser}, Node ${process.version}`

const sizeOf = (name: string) => name.split(',')[0]
const ratio = (a: number, b: number) => `${(a / b).toFixed(1)} times`

function widthOf(column: string): number {
  return Math.max(7, column.length)
}

export function quantile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))] ?? Number.NaN
}
