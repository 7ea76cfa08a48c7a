import type { AdminRole, Rank, Reason, Refusal, Result } from '@casino-club/shared'
import type { z } from 'zod'

/** Who makes a request, from its access token. */
export type Principal =
  | { readonly kind: 'player'; readonly userId: number; readonly sessionId: string }
  | {
      readonly kind: 'admin'
      readonly adminId: number
      readonly siteId: string
      readonly role: AdminRole
      readonly sessionId: string
      /** May do nothing but set up the second factor that is asked of him. */
      readonly enrolOnly?: boolean
    }
/** Whether a fresh proof is asked for, of everybody or of those with a second factor alone. */
export type StepUp = boolean | 'secondFactor'
export type PlayerPrincipal = Extract<Principal, { kind: 'player' }>
export type AdminPrincipal = Extract<Principal, { kind: 'admin' }>

/** What an admin must be allowed to do to use a route. */
export interface AdminAccess {
  readonly permission: string
}
/** `none`: anybody; `optional`: anybody, known or not; `any`: a player or an admin who is logged in. */
export type Access = 'none' | 'optional' | 'any' | 'player' | AdminAccess

type PrincipalOf<A extends Access> = A extends 'none'
  ? undefined
  : A extends 'optional'
    ? Principal | undefined
    : A extends 'any'
      ? Principal
      : A extends 'player'
        ? PlayerPrincipal
        : AdminPrincipal

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export interface RequestInfo {
  readonly id: string
  readonly address: string
  readonly userAgent: string
  header(name: string): string | undefined
  /** The query as it came, for what is not ours to check. */
  readonly query: URLSearchParams
}

export interface RouteInput<A extends Access, B, Q, P> {
  readonly principal: PrincipalOf<A>
  readonly body: Parsed<B>
  readonly query: Parsed<Q>
  readonly params: Parsed<P>
  readonly request: RequestInfo
  /** A `Set-Cookie` header, whole. */
  setCookie(cookie: string): void
  /** Puts the number of all rows into `X-Total-Count`. */
  total(count: number): void
}

/** A refusal that tells when to come back. */
export type TimedRefusal = Refusal & { readonly retryAfterSeconds?: number }

/** Where the browser is sent on to. */
export interface Redirection {
  readonly redirectTo: string
}

/** Lines of text sent as they come, for exports of any size. */
export interface TextStream {
  readonly fileName: string
  readonly contentType: string
  readonly lines: AsyncIterable<string>
}

/** Server-sent events, for as long as the page listens. */
export interface EventStream {
  /** Whole events, as they go over the wire; told to end when the page is gone. */
  readonly events: AsyncIterableIterator<string>
}

/** What is limited on its own: by address, unless it is by player. */
export type RouteLimit = 'signup' | 'invite' | 'account' | 'visit' | OwnLimit
/** Counted by player. */
export type OwnLimit = 'export' | 'social' | 'activity'

export interface Route<
  A extends Access = Access,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  P extends z.ZodType | undefined = z.ZodType | undefined,
  R extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** express path, for example `/api/users/:id`. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly access: A
  readonly body?: B
  readonly query?: Q
  readonly params?: P
  /** The JSON it answers with; absent for a text stream. */
  readonly reply?: R
  /** It answers with a redirection, for browsers. */
  readonly redirects?: true
  /** It answers with server-sent events. */
  readonly streamsEvents?: true
  /** Refusals of its own, for the documentation. */
  readonly reasons?: readonly Reason[]
  /** Bytes a body may have where that is more than usual; whoever may not use the route is turned away before it is read. */
  readonly bodyLimit?: number
  /** The handler looks at each row of its body by itself, its text too: one that is wrong keeps none of the others. */
  readonly readsRows?: true
  /** Its body is taken as the text it came as, of whatever type: what is signed must not be read first. */
  readonly rawBody?: true
  /** Open to an admin who may do nothing but set up his second factor. */
  readonly whileEnrolling?: true
  /**
   * Only for a session that proved itself within the last minutes: always, where there is a second factor (a password in the body is
   * the proof of an account without), or as the body asks for it.
   */
  readonly stepUp?: StepUp | ((body: Parsed<B>) => StepUp)
  /** The least rank of a player; admins are not asked. */
  readonly rank?: Rank
  /** A stricter limit than the general one. */
  readonly limit?: RouteLimit
  readonly handle: (
    input: RouteInput<A, B, Q, P>,
  ) => Promise<Result<R extends z.ZodType ? z.input<R> : TextStream | Redirection | EventStream> | TimedRefusal>
}

/** What the app keeps: a route whose types have been checked where it was written. */
export type AnyRoute = Omit<Route, 'handle' | 'stepUp'> & {
  readonly stepUp?: StepUp | ((body: never) => StepUp)
  readonly handle: (input: never) => Promise<Result<unknown> | TimedRefusal>
}

/** Checks a route's types and forgets them. */
export function route<
  const A extends Access,
  B extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  P extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(definition: Route<A, B, Q, P, R>): AnyRoute {
  return definition as AnyRoute
}
