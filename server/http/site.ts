/** The express application: security headers, calls, pages, the built client, and one place where errors become refusals. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { rateLimit } from 'express-rate-limit'
import helmet from 'helmet'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RefusalCode } from '../../shared/refusals.ts'
import { isAllowedOrigin } from '../auth/origin.ts'
import { NotKnown, StorageFailed } from '../store/engine-client.ts'
import { callRouter, sendRefusal } from './calls.ts'
import { TooManyQuestions } from './fair-turns.ts'
import type { Health } from './health.ts'
import { exportRouter } from './export.ts'
import { handlersOf, type Services } from './handlers.ts'
import { importRouter } from './import.ts'
import { printRouter } from './print.ts'
import { recordRouter } from './record.ts'
import { syncRouter } from './sync-post.ts'

const CLIENT = fileURLToPath(new URL('../../client/dist/', import.meta.url))

export function siteOf(services: Services & { readonly health?: Health }, port: () => number): Express {
  const site = express()
  site.disable('x-powered-by')
  site.set('trust proxy', services.config.proxyHops)
  if (services.health) site.get('/health', services.health.answer)
  site.use(securityHeaders(services))
  site.use(ownPagesOnly(services, port))
  site.use('/api', notTooOften(services))
  site.use(importRouter(services))
  site.use(syncRouter(services, port))
  site.use(express.json({ limit: services.config.maxBodyBytes }))
  site.use(callRouter(handlersOf(services), services.identity))
  site.use(printRouter(services))
  site.use(exportRouter(services))
  site.use(recordRouter(services))
  site.use('/api', (_, response) => sendRefusal(response, { code: 'not-found', reason: 'There is no such call.' }))
  site.use('/assets', express.static(`${CLIENT}assets`, { immutable: true, maxAge: '1y', fallthrough: false }))
  site.use(express.static(CLIENT, { index: false }))
  site.use(clientPage)
  site.use(asRefusal)
  return site
}

function securityHeaders({ config }: Services): RequestHandler {
  const isHttps = config.publicUrl?.startsWith('https:') ?? false
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isHttps,
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
  })
}

const notTooOften = ({ config }: Services): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: config.maxRequestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Without PROXY_HOPS the header is whatever a stranger wrote into it, and is not looked at.
    validate: { xForwardedForHeader: false },
    handler: (_, response) =>
      sendRefusal(response, {
        code: 'too-many-requests',
        reason: 'Too many requests from your address. Wait a minute.',
      }),
  })

/** A page of another site cannot act in the name of whoever is signed in here. */
const ownPagesOnly =
  ({ config }: Services, port: () => number): RequestHandler =>
  (request, response, next) => {
    if (
      request.method === 'GET' ||
      request.method === 'HEAD' ||
      isAllowedOrigin(request.headers.origin, config, port())
    )
      return next()
    return sendRefusal(response, { code: 'foreign-origin', reason: 'This request came from a page of another site.' })
  }

const clientPage: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET') return next()
  if (!existsSync(`${CLIENT}index.html`))
    return void response.status(503).type('text').send('The client is not built yet: npm run build')
  return response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: CLIENT })
}

/** express calls this only with four parameters. */
const asRefusal: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error)
  const known = knownError(error)
  if (!known) console.error('A request failed.', error)
  return sendRefusal(
    response,
    known ?? { code: 'internal-error', reason: 'Something went wrong on the server. Nothing was changed.' },
  )
}

function knownError(error: unknown): { code: RefusalCode; reason: string } | undefined {
  if (error instanceof TooManyQuestions)
    return {
      code: 'too-many-requests',
      reason:
        'You have asked for many things that take the server long, and they wait for their turn. Try again when they are here.',
    }
  if (error instanceof NotKnown)
    return {
      code: 'storage-failed',
      reason: 'The database did not say whether this was done. Look whether it was before you try again.',
    }
  if (error instanceof StorageFailed)
    return {
      code: 'storage-failed',
      reason: 'The server’s disk does not take anything at present. Nothing was changed; try again later.',
    }
  const { type, status } = error as { type?: string; status?: number }
  if (type === 'entity.too.large') return { code: 'too-large', reason: 'This is too large to be taken.' }
  if (type === 'entity.parse.failed') return { code: 'malformed-request', reason: 'The request is not JSON.' }
  if (status === 404) return { code: 'not-found', reason: 'There is no such file.' }
  return status && status >= 400 && status < 500
    ? { code: 'malformed-request', reason: 'The request is not well formed.' }
    : undefined
}
