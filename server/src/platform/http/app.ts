import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Reason } from '@casino-club/shared'
import cors from 'cors'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import { getAbsoluteFSPath } from 'swagger-ui-dist'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { docsPage } from './docs-page.ts'
import { admitLong, type HandlerDependencies, type HttpLocals, handlerOf } from './handler.ts'
import { type Mount, mountHandler } from './mount.ts'
import { networkOf } from './network-of.ts'
import { openApiDocument } from './openapi.ts'
import { type Page, pageHandler } from './page.ts'
import { sendProblem } from './problem.ts'
import type { AnyRoute } from './route.ts'
import { mountRoutes } from './short-cut.ts'

export interface AppOptions {
  readonly routes: readonly AnyRoute[]
  readonly handlers: HandlerDependencies
  readonly log: Log
  readonly metrics: Metrics
  readonly corsOrigins: readonly string[]
  readonly trustedProxies: number
  /** Where a page may open sockets to, besides its own host. */
  readonly gameOrigins: readonly string[]
  readonly metricsToken: string | null
  /** Resolves when the process can serve; rejects with what it lacks. */
  readonly ready: () => Promise<readonly string[]>
  /** Folders of the built web apps; an absent one answers 404. */
  readonly clientDir: string
  readonly adminDir: string
  readonly version: string
  /** Pages of the server's own; what they do not know is not found. */
  readonly pages: readonly Page[]
  /** Applications of others beneath the API, for whom each of them admits. */
  readonly mounts: readonly Mount[]
}

const BODY_LIMIT = 64 * 1024

/** Builds the HTTP door: REST, documentation, health, metrics, and both web apps. */
export function createApp(options: AppOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustedProxies)
  app.set('query parser', 'simple')
  app.use(identify(options))
  app.use(security(options.gameOrigins))
  app.use(
    cors({
      origin: options.corsOrigins.length > 0 ? [...options.corsOrigins] : false,
      exposedHeaders: ['X-Total-Count', 'X-Request-Id'],
      maxAge: 600,
    }),
  )
  mountOperations(app, options)
  app.use('/api', neverKept)
  const turn = (address: string) => options.handlers.limiters.general.take(networkOf(address))
  for (const mount of options.mounts) app.use(mount.path, mountHandler(mount, turn))
  for (const route of options.routes) if (route.bodyLimit) readLongBody(app, route, route.bodyLimit, options.handlers)
  for (const { rawBody, method, path } of options.routes) {
    if (rawBody) app[method](path, refuseLong(BODY_LIMIT), express.text({ limit: BODY_LIMIT, type: () => true }))
  }
  app.use('/api', requireJson(BODY_LIMIT), express.json({ limit: BODY_LIMIT, strict: true }))
  mountRoutes(app, options.routes, (route) => handlerOf(route, options.handlers))
  app.use('/api', (_request, response) => sendProblem(response, localsOf(response).requestId, 'NOT_FOUND'))
  for (const page of options.pages) {
    app[page.method ?? 'get'](page.path, pageHandler(page, turn), notFound)
  }
  mountWebApp(app, '/admin', options.adminDir)
  mountWebApp(app, '/', options.clientDir)
  app.use(notFound)
  app.use(failed(options.log))
  return app
}

const notFound = (_request: Request, response: Response) =>
  sendProblem(response, localsOf(response).requestId, 'NOT_FOUND')

const localsOf = (response: Response): HttpLocals => response.locals as HttpLocals

/** Gives each request an id, and logs and measures it when it ends. */
function identify({ log, metrics }: AppOptions) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const requestId = randomUUID()
    const startedAt = process.hrtime.bigint()
    response.locals = { requestId, route: 'other' } satisfies HttpLocals
    response.setHeader('X-Request-Id', requestId)
    response.on('finish', () => {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
      const { route } = localsOf(response)
      const status = String(response.statusCode)
      metrics.httpSeconds.observe({ method: request.method, route, status }, seconds)
      const level = response.statusCode >= 500 ? 'error' : 'debug'
      log[level]({ requestId, method: request.method, route, status: response.statusCode, seconds }, 'request')
    })
    next()
  }
}

function security(gameOrigins: readonly string[]) {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'connect-src': ["'self'", ...gameOrigins],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: { maxAge: 31_536_000 },
  })
}

/** Answers of the API hold tokens and balances: no cache may keep one. */
function neverKept(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store')
  next()
}

const isTooLong = (request: Request, limit: number): boolean =>
  Number(request.headers['content-length'] ?? 0) > limit || request.headers['transfer-encoding'] !== undefined

function turnAway(response: Response): void {
  response.setHeader('Connection', 'close')
  sendProblem(response, localsOf(response).requestId, 'PAYLOAD_TOO_LARGE')
}

/** A body that is too long, or of untold length, is refused before it is read. */
function refuseLong(limit: number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isTooLong(request, limit)) turnAway(response)
    else next()
  }
}

/** A body in another form than JSON, too long, or of untold length is refused before it is read. */
function requireJson(limit: number) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (request.body !== undefined) {
      next()
      return
    }
    if (isTooLong(request, limit)) {
      turnAway(response)
      return
    }
    const hasBody = request.headers['content-length'] !== undefined && request.headers['content-length'] !== '0'
    if (hasBody && !request.is('json')) {
      sendProblem(response, localsOf(response).requestId, 'UNSUPPORTED_MEDIA_TYPE', { detail: 'send application/json' })
      return
    }
    next()
  }
}

/** A long body is read only for who may use the route, when it is his turn. */
function readLongBody(app: Express, route: AnyRoute, limit: number, handlers: HandlerDependencies): void {
  app[route.method](route.path, admitLong(route, handlers), requireJson(limit), express.json({ limit, strict: true }))
}

function mountOperations(app: Express, options: AppOptions): void {
  const document = openApiDocument(options.routes, options.version)
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' })
  })
  app.get('/readyz', async (_request, response) => {
    try {
      const warnings = await options.ready()
      response.json({ status: 'ready', ...(warnings.length > 0 && { warnings }) })
    } catch {
      sendProblem(response, localsOf(response).requestId, 'TEMPORARILY_UNAVAILABLE')
    }
  })
  app.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, options.metricsToken)) {
      sendProblem(response, localsOf(response).requestId, 'UNAUTHENTICATED')
      return
    }
    response.type(options.metrics.registry.contentType).send(await options.metrics.registry.metrics())
  })
  app.get('/openapi.json', (_request, response) => {
    response.json(document)
  })
  app.use('/docs/assets', express.static(getAbsoluteFSPath(), { index: false }))
  app.get('/docs', (_request, response) => {
    response.type('html').send(docsPage())
  })
  app.get('/docs/start.js', (_request, response) => {
    response.type('js').send(`SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true })`)
  })
}

/** With a token set it must be shown; without one, metrics are for this machine only, and for nobody a proxy on it lets in. */
function mayReadMetrics(request: Request, token: string | null): boolean {
  if (token !== null) return request.headers.authorization === `Bearer ${token}`
  const address = request.socket.remoteAddress ?? ''
  if (request.headers['x-forwarded-for'] !== undefined) return false
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
}

/** Files with a hash in their name are kept by browsers for ever; every other path of the app is its one page. */
function mountWebApp(app: Express, base: string, dir: string): void {
  const page = join(dir, 'index.html')
  app.use(
    `${base}/assets`.replace('//', '/'),
    express.static(join(dir, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  )
  app.use(base, express.static(dir, { index: false }))
  app.use(base, (request: Request, response: Response, next: NextFunction) => {
    const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && request.accepts('html')
    if (!wantsPage || !existsSync(page)) return next()
    response.setHeader('Cache-Control', 'no-cache')
    response.sendFile('index.html', { root: dirname(page) })
  })
}

/** Errors of the body parser are the sender's; all others are ours and say nothing. */
function reasonOf(error: unknown): Reason {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status === 413) return 'PAYLOAD_TOO_LARGE'
  if (status === 415) return 'UNSUPPORTED_MEDIA_TYPE'
  if (status === 404) return 'NOT_FOUND'
  return status >= 400 && status < 500 ? 'INVALID_PAYLOAD' : 'INTERNAL'
}

function failed(log: Log) {
  return (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const { requestId } = localsOf(response)
    const reason = reasonOf(error)
    if (reason === 'INTERNAL') log.error({ err: error, requestId }, 'a request failed')
    sendProblem(response, requestId, reason)
  }
}
