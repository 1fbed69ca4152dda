/** The table: a line a figure, a column a server, medians over the repeats, and ours against the better peer. */
import { loadavg } from 'node:os'
import { median, shown } from './figures.ts'
import type { Name } from './contestants.ts'

/** What is better. `none`: it is only told. */
export type Better = 'less' | 'more' | 'none'
type Row = { readonly figure: string; readonly better: Better; readonly values: Map<string, number[]> }

const WIDTH = { figure: 58, value: 12 }

export class Sheet {
  private readonly columns: readonly Name[]
  private rows = new Map<string, Row>()

  constructor(columns: readonly Name[]) {
    this.columns = columns
  }

  title(): string {
    const names = [...this.columns.map(short), 'ours/best'].map((name) => name.padStart(WIDTH.value))
    return ['figure'.padEnd(WIDTH.figure), ...names].join(' ')
  }

  add(figure: string, name: Name, value: number | null, better: Better = 'less'): void {
    const row = this.rows.get(figure) ?? { figure, better, values: new Map<string, number[]>() }
    this.rows.set(figure, row)
    if (value !== null) row.values.set(name, [...(row.values.get(name) ?? []), value])
  }

  /** Prints what was added since the last time. */
  print(): void {
    for (const row of this.rows.values()) console.log(this.line(row))
    console.log(
      `${' '.repeat(2)}load average ${loadavg()
        .map((it) => it.toFixed(1))
        .join(' ')}`,
    )
    this.rows = new Map()
  }

  private line({ figure, better, values }: Row): string {
    const medians = this.columns.map((name) => (values.has(name) ? median(values.get(name)!) : null))
    const cells = [...medians.map(shown), ratio(better, medians)].map((cell) => cell.padStart(WIDTH.value))
    return [figure.padEnd(WIDTH.figure), ...cells].join(' ')
  }
}

function ratio(better: Better, [own, ...others]: readonly (number | null)[]): string {
  const peers = others.filter((value): value is number => value !== null && value > 0)
  if (better === 'none' || own === null || own === undefined || peers.length === 0) return ''
  const best = better === 'less' ? Math.min(...peers) : Math.max(...peers)
  return `${(own / best).toFixed(2)} ×`
}

const short = (name: string) =>
  name
    .replace('y-websocket, memory', 'y-ws memory')
    .replace('y-websocket, leveldb', 'y-ws leveldb')
    .replace(', sqlite', '')
