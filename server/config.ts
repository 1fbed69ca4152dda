/** The settings, from the environment. Every one has a default that works; a wrong one stops the start with one line. */
import { z } from 'zod'

const truthy = z.enum(['0', '1', 'false', 'true', '']).transform((value) => value === '1' || value === 'true')
const count = (fallback: number, least = 1) => z.coerce.number().int().min(least).default(fallback)

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  /** postgres://user:password@host/database: used in place of the folder. Several hosts: `host1:5432,host2:5432`. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/[^/]/, { error: 'write postgres://user:password@host/database' })
    .optional(),
  /** 0: several nodes on one database look for news every second, and do not tell each other sooner. */
  NODE_HINTS: truthy.default(true),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DEMO: truthy.default(false),
  /** Bytes of one WebSocket frame, of one request, of one uploaded text. */
  MAX_FRAME_BYTES: count(2_000_000, 1024),
  MAX_BODY_BYTES: count(4_000_000, 1024),
  /** Of one proposal, as it is sent to whoever joins; and characters of one clause. */
  MAX_TEXT_BYTES: count(4_000_000, 10_000),
  MAX_CLAUSE_LENGTH: count(500_000, 1000),
  /** Connections to one proposal by one person. */
  MAX_CONNECTIONS: count(10),
  /** Frames that one connection may send in a second, and requests that one address may make in a minute. */
  MAX_FRAMES_PER_SECOND: count(100),
  MAX_REQUESTS_PER_MINUTE: count(1_200),
  /** Who came and is not known yet: at once from one address (a conference is one), and from all. */
  MAX_STRANGERS_PER_ADDRESS: count(1_000),
  MAX_STRANGERS: count(4_000),
  /** Lines that one address may open; fifteen seconds' worth at once. */
  MAX_ARRIVALS_PER_MINUTE: count(6_000),
  /** Questions of one person that take the storage long, beside the one that is being answered. */
  MAX_QUESTIONS_WAITING: count(20),
  SESSION_DAYS: count(14),
  /** After the last edit a text stays in memory for so long. */
  KEEP_TEXTS_SECONDS: count(300, 0),
  /** Reverse proxies in front, each of which adds the address that it was asked from to `X-Forwarded-For`. */
  PROXY_HOPS: count(0, 0),
  /** How long a node that is told to stop says so at /health before it does. */
  DRAIN_SECONDS: count(0, 0),
})

export type Config = {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string | null
  /** Nodes tell each other of commits; otherwise they look every second. */
  readonly nodeHints: boolean
  readonly publicUrl: string | null
  readonly demonstration: boolean
  readonly maxFrameBytes: number
  readonly maxBodyBytes: number
  readonly maxTextBytes: number
  readonly maxClauseLength: number
  readonly maxConnections: number
  readonly maxFramesPerSecond: number
  readonly maxRequestsPerMinute: number
  readonly maxStrangersPerAddress: number
  readonly maxStrangers: number
  readonly maxArrivalsPerMinute: number
  readonly maxQuestionsWaiting: number
  readonly sessionDays: number
  readonly keepTextsSeconds: number
  readonly proxyHops: number
  readonly drainSeconds: number
}

export class WrongSetting extends Error {}

/** @throws {WrongSetting} that names the setting and says what it should be. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(withoutEmpty(environment))
  if (!parsed.success) throw new WrongSetting(parsed.error.issues.map(explain).join('; '))
  const { data } = parsed
  return {
    host: data.HOST,
    port: data.PORT,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL ?? null,
    nodeHints: data.NODE_HINTS,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    demonstration: data.DEMO,
    maxFrameBytes: data.MAX_FRAME_BYTES,
    maxBodyBytes: data.MAX_BODY_BYTES,
    maxTextBytes: data.MAX_TEXT_BYTES,
    maxClauseLength: data.MAX_CLAUSE_LENGTH,
    maxConnections: data.MAX_CONNECTIONS,
    maxFramesPerSecond: data.MAX_FRAMES_PER_SECOND,
    maxRequestsPerMinute: data.MAX_REQUESTS_PER_MINUTE,
    maxStrangersPerAddress: data.MAX_STRANGERS_PER_ADDRESS,
    maxStrangers: data.MAX_STRANGERS,
    maxArrivalsPerMinute: data.MAX_ARRIVALS_PER_MINUTE,
    maxQuestionsWaiting: data.MAX_QUESTIONS_WAITING,
    sessionDays: data.SESSION_DAYS,
    keepTextsSeconds: data.KEEP_TEXTS_SECONDS,
    proxyHops: data.PROXY_HOPS,
    drainSeconds: data.DRAIN_SECONDS,
  }
}

const withoutEmpty = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))

const explain = ({ path, message }: z.core.$ZodIssue) => `the setting ${path.join('.')} is wrong: ${message}`
