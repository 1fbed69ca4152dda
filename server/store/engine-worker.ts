/** The storage thread: opens the file, answers one request after the other. A disk that fails ends the process. */
import { parentPort, workerData } from 'node:worker_threads'
import { prepareDemonstration } from '../demo/preparation.ts'
import { addSampleText } from './sample-text.ts'
import { packAppended, unpackItems, type PackedAppended, type PackedItems } from './append-message.ts'
import { CannotStart, openDatabase } from './database.ts'
import type { Db } from './db.ts'
import { Engine } from './engine.ts'
import { holdFolder } from './folder-hold.ts'
import type { TextLimits } from '../log/text-limits.ts'
import { operationsOf, type Operations } from './operations.ts'
import { inTurn, openPostgres } from './postgres/open-postgres.ts'
import { isFatal, isStorageFailure, NotKnownToBeDone } from './storage-failure.ts'

export type WorkerSettings = {
  readonly folder: string
  /** Of a PostgreSQL database that is used in place of the folder. */
  readonly databaseUrl: string | null
  readonly demonstration: boolean
  /** After the last edit. */
  readonly keepTextsMs: number
  readonly limits?: TextLimits
}
type FailureKind = 'storage' | 'unknown' | 'fatal' | 'bug'
export type Request = { readonly id: number; readonly name: string; readonly args: readonly unknown[] }
export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'cannot-start'; readonly message: string }
  /** Found between two requests, or after a part of one was answered. */
  | { readonly type: 'fatal'; readonly message: string }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | {
      readonly type: 'failure'
      readonly id: number
      readonly message: string
      readonly kind: FailureKind
    }

const TOLD_WITHIN_MS = 2
const TIDY_EVERY_MS = 1_000
const FORGET_EVERY_MS = 86_400_000

const port = parentPort!
const tell = (reply: Reply | readonly Reply[]) => port.postMessage(reply)

/** Referred to for as long as the thread lives: a collected handle would let go of the folder. */
const held: unknown[] = []
const operations = begin(workerData as WorkerSettings)
if (operations) {
  port.on('message', (requests: readonly Request[]) => answerAll(operations, requests))
  tell({ type: 'ready' })
}

/** Nobody waits long for an answer because others asked in the same turn. */
function answerAll(operations: Operations, requests: readonly Request[]): void {
  let [answers, toldAt]: [Reply[], number] = [[], performance.now()]
  for (const request of requests) {
    const answer = answerOf(operations, request)
    answers.push(answer, ...fatalIn(request, answer))
    const now = performance.now()
    if (now - toldAt < TOLD_WITHIN_MS) continue
    tell(answers)
    answers = []
    toldAt = now
  }
  if (answers.length > 0) tell(answers)
}

function answerOf(operations: Operations, { id, name, args }: Request): Reply {
  try {
    return { type: 'answer', id, value: answerTo(operations, name, args) }
  } catch (error) {
    return { type: 'failure', id, message: String(error instanceof Error ? error.stack : error), kind: kindOf(error) }
  }
}

function answerTo(operations: Operations, name: string, args: readonly unknown[]): unknown {
  if (name === 'append') return packAppended(operations.append(unpackItems(args[0] as PackedItems)))
  const operation = operations[name as keyof Operations] as (...args: readonly unknown[]) => unknown
  return operation(...args)
}

function begin(settings: WorkerSettings) {
  try {
    const db = open(settings)
    const engine = new Engine(db, Date.now, settings)
    setInterval(() => calmly(() => engine.tidy()), TIDY_EVERY_MS)
    setInterval(() => calmly(() => engine.accounts.forgetExpired(Date.now())), FORGET_EVERY_MS)
    inTurn(db, () => {
      engine.accounts.forgetExpired(Date.now())
      addSampleText(engine.library, Date.now())
      if (settings.demonstration) prepareDemonstration(engine, Date.now())
    })
    return operationsOf(engine, Date.now)
  } catch (error) {
    const message = error instanceof CannotStart ? error.message : String(error instanceof Error ? error.stack : error)
    tell({ type: 'cannot-start', message })
    return null
  }
}

/** After a part of a batch was done: those who wrote it are answered first. */
function fatalIn({ name }: Request, answer: Reply): readonly Reply[] {
  if (name !== 'append' || answer.type !== 'answer') return []
  return fatal((answer.value as PackedAppended).failure)
}

const fatal = (error: unknown): readonly Reply[] =>
  isFatal(error) ? [{ type: 'fatal', message: String(error instanceof Error ? error.stack : error) }] : []

/** What goes wrong here costs nothing but memory or time; but a disk that fails is to be read again. */
function calmly(work: () => void): void {
  try {
    work()
  } catch (error) {
    console.error('The storage could not tidy up.', error)
    for (const each of fatal(error)) tell(each)
  }
}

function open({ folder, databaseUrl }: WorkerSettings): Db {
  if (databaseUrl) return openPostgres(databaseUrl)
  held.push(holdFolder(folder))
  return openDatabase(folder)
}

function kindOf(error: unknown): FailureKind {
  if (error instanceof NotKnownToBeDone) return 'unknown'
  if (isFatal(error)) return 'fatal'
  return isStorageFailure(error) ? 'storage' : 'bug'
}
