/**
 * Our server beside the known ones. Not a test: it prints figures and asserts nothing but that everybody has what was written.
 *
 *   npm run bench                              everything (about half an hour)
 *   npm run bench -- --only=latency,cold       these measurements
 *   npm run bench -- --quick                   a few of everything: does it still run?
 *   npm run bench -- --servers=ours,hocuspocus these servers; --repeats=5
 *   npm run bench -- --profile=FOLDER          our server writes processor profiles there
 *
 * The servers have one core and the load the other (taskset), so it needs Linux and two cores. Peers are installed once, in
 * `test/bench/peers`. The figures of one day are in `test/bench/README.md`.
 */
import { execFileSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { cold } from './cold.ts'
import { arePeersInstalled, NAMES } from './contestants.ts'
import { latency } from './latency.ts'
import { memory } from './memory.ts'
import { rejoin, rejoinSmall } from './rejoin.ts'
import type { Scenario, Settings } from './scenario.ts'
import { CORE, pathOf } from './server-under-test.ts'
import { Sheet } from './sheet.ts'
import { cost, full, throughput } from './throughput.ts'
import { bytes, presence } from './traffic.ts'

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  latency,
  full,
  throughput,
  cost,
  cold,
  memory,
  rejoin,
  'rejoin-small': rejoinSmall,
  bytes,
  presence,
}

const { values: options } = parseArgs({
  options: {
    only: {
      type: 'string',
      default: Object.keys(SCENARIOS)
        .filter((name) => name !== 'rejoin-small')
        .join(),
    },
    servers: { type: 'string', default: '' },
    repeats: { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})

if (!arePeersInstalled())
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: pathOf('../peers'), stdio: 'inherit' })
execFileSync('taskset', ['-apc', CORE.load, String(process.pid)], { stdio: 'ignore' })

const wanted = options.servers.split(',')
const names = NAMES.filter((name) => wanted.some((part) => name.includes(part)))
const sheet = new Sheet(names)
const settings: Settings = {
  isQuick: options.quick,
  repeats: options.quick ? 1 : Number(options.repeats),
  names,
  nodeOptions: options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [],
  sheet,
}

console.log(machine())
console.log(sheet.title())
for (const name of options.only.split(',')) {
  const scenario = SCENARIOS[name]
  if (!scenario) throw new Error(`there is no measurement ${name}: ${Object.keys(SCENARIOS).join()}`)
  console.log(`— ${name}`)
  // oxlint-disable-next-line no-await-in-loop -- one at a time, or they would measure each other
  await scenario(settings)
  sheet.print()
}
console.log(machine())
process.exit()

function machine(): string {
  const load = loadavg().map((it) => it.toFixed(2))
  const time = new Date().toISOString().slice(0, 16)
  return `${time}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), load ${load.join(' ')}, Node ${process.version}`
}
