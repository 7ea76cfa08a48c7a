import { once } from 'node:events'
import { RANKS, type Rank, type Refusal } from '@casino-club/shared'
import type { NextFunction, Request, Response } from 'express'
import type { z } from 'zod'
import { sqlState } from '../postgres/pool.ts'
import { networkOf } from './network-of.ts'
import { sendProblem } from './problem.ts'
import type { RateLimiter } from './rate-limit.ts'
import { Refused } from './refused.ts'
import type {
  AnyRoute,
  EventStream,
  OwnLimit,
  Principal,
  Redirection,
  RequestInfo,
  RouteLimit,
  TextStream,
  TimedRefusal,
} from './route.ts'
import { findBrokenText } from './well-formed.ts'

/** What every response carries from its first middleware on. */
export interface HttpLocals extends Record<string, unknown> {
  readonly requestId: string
  /** The route's pattern, for logs and metrics: never the path itself, which may hold ids. */
  route: string
  /** Who was let in before his long body was read. */
  admitted?: Admitted
}

interface Admitted {
  readonly route: AnyRoute
  readonly principal: Principal | undefined
}

export interface HandlerDependencies {
  readonly authenticate: (token: string) => Promise<Principal | Refusal>
  readonly may: (principal: Principal, permission: string) => boolean
  /** Whether a session has proven itself recently enough for what is sensitive; `secondFactor`: or its account has none. */
  readonly proven: (principal: Principal, whose: 'all' | 'secondFactor') => Promise<boolean>
  /** The rank of a player now; undefined for one who is gone. */
  readonly rankOf: (userId: number) => Promise<Rank | undefined>
  readonly limiters: Readonly<Record<'general' | RouteLimit, RateLimiter>>
}

const HTTP_SEE_OTHER = 303

/** The SQLSTATE of a text that Postgres cannot hold: one with a zero byte. */
const UNSTORABLE_TEXT = '22021'

type Problems = { path: string; message: string }[]

/** Turns a route into an express handler: limit, identity, permission, input, the work, output. */
export function handlerOf(route: AnyRoute, deps: HandlerDependencies) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const locals = response.locals as HttpLocals
    locals.route = route.path
    try {
      const answer = await serve(route, deps, request, response)
      if (!answer.ok) sendProblem(response, locals.requestId, answer.reason, detailsOf(answer))
      else if (route.redirects) response.redirect(HTTP_SEE_OTHER, (answer.value as Redirection).redirectTo)
      else if (route.streamsEvents) await sendEvents(response, answer.value as EventStream)
      else if (route.reply === undefined) await sendStream(response, answer.value as TextStream)
      else sendJson(response, route.reply.parse(answer.value))
    } catch (error) {
      answerFault(error, response, next)
    }
  }
}

/** Without the tag that express makes of a whole answer: nobody keeps one. */
function sendJson(response: Response, value: unknown): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(value))
}

function answerFault(error: unknown, response: Response, next: NextFunction): void {
  const { requestId } = response.locals as HttpLocals
  if (error instanceof Refused) sendProblem(response, requestId, error.refusal.reason, detailsOf(error.refusal))
  else if (isOutage(error)) sendProblem(response, requestId, 'TEMPORARILY_UNAVAILABLE', { retryAfterSeconds: 1 })
  else if (sqlState(error) === UNSTORABLE_TEXT) sendProblem(response, requestId, 'INVALID_PAYLOAD')
  else next(error)
}

type Served = { ok: true; value: unknown } | (TimedRefusal & { errors?: Problems })

async function serve(
  route: AnyRoute,
  deps: HandlerDependencies,
  request: Request,
  response: Response,
): Promise<Served> {
  const info = requestInfo(request, response)
  const before = (response.locals as HttpLocals).admitted
  const admitted = before?.route === route ? before : await admit(route, deps, request)
  if ('reason' in admitted) return admitted
  const { principal } = admitted
  const parsed = parseInput(route, request)
  if (parsed.errors.length > 0) {
    return { ...refusal('INVALID_PAYLOAD', parsed.errors[0]?.message ?? ''), errors: parsed.errors }
  }
  if (principal !== undefined && (await needsStepUp(route, deps, principal, parsed.values.body))) {
    return refusal('STEP_UP_REQUIRED', 'prove this session once more')
  }
  const total = (count: number) => void response.setHeader('X-Total-Count', count)
  const setCookie = (cookie: string) => void response.append('Set-Cookie', cookie)
  return route.handle({ principal, ...parsed.values, request: info, total, setCookie } as never)
}

/** Who asks, once it is his turn and he may; else why not. */
async function admit(route: AnyRoute, deps: HandlerDependencies, request: Request): Promise<Admitted | TimedRefusal> {
  const waitSeconds = await takeTurn(route, deps, networkOf(request.ip ?? 'unknown'))
  if (waitSeconds > 0) return tooMany(waitSeconds)
  const principal = await identifyPrincipal(route, deps, request)
  if (principal !== undefined && 'reason' in principal) return principal
  const tooLow = await refuseRank(route, deps, principal)
  if (tooLow) return tooLow
  if (isOwnLimit(route.limit) && principal?.kind === 'player') {
    const ownWaitSeconds = await deps.limiters[route.limit].take(String(principal.userId))
    if (ownWaitSeconds > 0) return tooMany(ownWaitSeconds)
  }
  return { route, principal }
}

/** Lets in before a long body is read; who is refused is told so, and the rest of what he sends is not waited for. */
export function admitLong(route: AnyRoute, deps: HandlerDependencies) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const locals = response.locals as HttpLocals
    try {
      const admitted = await admit(route, deps, request)
      if ('reason' in admitted) throw new Refused(admitted)
      locals.admitted = admitted
    } catch (error) {
      locals.route = route.path
      response.setHeader('Connection', 'close')
      answerFault(error, response, next)
      return
    }
    next()
  }
}

const refusal = (reason: Refusal['reason'], message: string): Refusal => ({ ok: false, reason, message })

const tooMany = (retryAfterSeconds: number): TimedRefusal => ({
  ...refusal('RATE_LIMITED', 'too many requests'),
  retryAfterSeconds,
})

const detailsOf = (answer: TimedRefusal & { errors?: Problems }) => ({
  detail: answer.message,
  ...(answer.errors && { errors: answer.errors }),
  ...(answer.retryAfterSeconds !== undefined && { retryAfterSeconds: answer.retryAfterSeconds }),
})

function requestInfo(request: Request, response: Response): RequestInfo {
  return {
    id: (response.locals as HttpLocals).requestId,
    address: request.ip ?? 'unknown',
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 200),
    header: (name) => request.get(name),
    get query() {
      return new URL(request.originalUrl, 'http://host').searchParams
    },
  }
}

/** Counted by player, not by address. */
const isOwnLimit = (limit: RouteLimit | undefined): limit is OwnLimit =>
  limit === 'export' || limit === 'social' || limit === 'activity'

async function takeTurn(route: AnyRoute, deps: HandlerDependencies, network: string): Promise<number> {
  const general = await deps.limiters.general.take(network)
  if (general > 0 || route.limit === undefined || isOwnLimit(route.limit)) return general
  return deps.limiters[route.limit].take(network)
}

async function needsStepUp(
  { stepUp }: AnyRoute,
  deps: HandlerDependencies,
  principal: Principal,
  body: unknown,
): Promise<boolean> {
  const asked = typeof stepUp === 'function' ? stepUp(body as never) : stepUp
  return asked ? !(await deps.proven(principal, asked === true ? 'all' : asked)) : false
}

/** Who asks; refused when that is nobody who may. */
async function identifyPrincipal(
  { access, whileEnrolling }: Pick<AnyRoute, 'access' | 'whileEnrolling'>,
  deps: HandlerDependencies,
  request: Request,
): Promise<Principal | Refusal | undefined> {
  if (access === 'none') return undefined
  if (access === 'optional' && request.get('authorization') === undefined) return undefined
  const [scheme, token] = (request.get('authorization') ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token) return refusal('UNAUTHENTICATED', 'an access token is needed')
  const principal = await deps.authenticate(token)
  if ('reason' in principal) return principal
  if (principal.kind === 'admin' && principal.enrolOnly && !whileEnrolling) {
    return refusal('SECOND_FACTOR_REQUIRED', 'set up a second factor first')
  }
  if (access === 'any' || access === 'optional') return principal
  if (access === 'player') return principal.kind === 'player' ? principal : refusal('FORBIDDEN', 'this is for players')
  return deps.may(principal, access.permission) ? principal : refusal('FORBIDDEN', `needs ${access.permission}`)
}

/** A rank is asked for at each request: it may have been taken away since the token was made. */
async function refuseRank(
  { rank }: AnyRoute,
  deps: HandlerDependencies,
  principal: Principal | undefined,
): Promise<Refusal | undefined> {
  if (rank === undefined || principal?.kind !== 'player') return undefined
  const held = await deps.rankOf(principal.userId)
  if (held !== undefined && RANKS.indexOf(held) >= RANKS.indexOf(rank)) return undefined
  return refusal('RANK_TOO_LOW', `this is for players of rank ${rank} and above`)
}

function parseInput(route: AnyRoute, request: Request) {
  const errors: Problems = []
  const values: Record<string, unknown> = {}
  const parse = (name: 'body' | 'query' | 'params', schema: z.ZodType | undefined) => {
    if (schema === undefined) return
    const result = schema.safeParse(request[name] ?? {})
    const looked = result.success && !(name === 'body' && route.readsRows)
    const broken = looked ? findBrokenText(result.data, [name]) : undefined
    if (broken !== undefined)
      errors.push({ path: broken, message: 'a text that is no Unicode, or holds a zero byte; or nested too deeply' })
    else if (result.success) values[name] = result.data
    else errors.push(...result.error.issues.map(({ path, message }) => ({ path: [name, ...path].join('.'), message })))
  }
  parse('params', route.params)
  parse('query', route.query)
  parse('body', route.body)
  return { errors, values }
}

async function sendStream(response: Response, stream: TextStream): Promise<void> {
  response.type(stream.contentType)
  response.setHeader('Content-Disposition', `attachment; filename="${stream.fileName}"`)
  for await (const line of stream.lines) {
    if (response.destroyed) return
    if (!response.write(line)) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
  response.end()
}

/** Goes on until the page is gone or the events end. No proxy may keep them back. */
async function sendEvents(response: Response, { events }: EventStream): Promise<void> {
  response.on('close', () => void events.return?.())
  response.type('text/event-stream')
  response.setHeader('X-Accel-Buffering', 'no')
  response.flushHeaders()
  for await (const event of events) {
    if (response.destroyed) break
    if (!response.write(event)) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
  response.end()
}

/** Postgres that is away, starting, shutting down, or out of connections. */
function isOutage(error: unknown): boolean {
  const state = sqlState(error)
  if (state === undefined)
    return error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
  return /^(08|53|57P)/.test(state) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT'].includes(state)
}
