import { type OddsPlan, oddsCheckReply, oddsPlanSchema, oddsTableSchema } from '@casino-club/shared'
import { type Http, parsed, type SchemaOutput } from './http.ts'
import type { OddsVersion } from './resources.ts'

export type OddsCheck = SchemaOutput<typeof oddsCheckReply>

/** A table of a game that need not be kept anywhere yet. */
export interface OddsCheckRequest {
  readonly game: string
  readonly table: unknown
}

export interface OddsRedraft {
  readonly table: unknown
  readonly note: string
  /** Hash of the draft as it was when the editor was opened. */
  readonly seenHash: string
}

export interface OddsPublication {
  readonly seenHash: string
  readonly reason: string
}

export interface OddsSpan {
  readonly seenHash: string
  /** ISO 8601 with its zone. */
  readonly publishAt: string
  readonly retireAt: string | null
  readonly reason: string
}

/** What is done about the odds of the games. Ids are like `dice-3`. */
export interface OddsActions {
  /** Works a table out exactly and keeps nothing. */
  checkOdds(body: OddsCheckRequest, signal?: AbortSignal): Promise<OddsCheck>
  draftOdds(body: OddsCheckRequest & { readonly note: string }): Promise<OddsVersion>
  redraftOdds(id: string, body: OddsRedraft): Promise<OddsVersion>
  publishOdds(id: string, body: OddsPublication): Promise<OddsVersion>
  /** Takes a version out of force: its game closes. */
  retireOdds(id: string, body: { readonly reason: string }): Promise<OddsVersion>
  scheduleOdds(id: string, body: OddsSpan): Promise<OddsPlan>
  unscheduleOdds(id: string, body: { readonly reason: string }): Promise<OddsPlan>
}

const TABLES = '/api/admin/odds-tables'

export function createOddsActions(http: Http): OddsActions {
  const one = (id: string) => `${TABLES}/${encodeURIComponent(id)}`
  return {
    checkOdds: async (body, signal) =>
      await parsed(
        await http.authorized(`${TABLES}/check`, { method: 'POST', body, ...(signal && { signal }) }),
        oddsCheckReply,
      ),
    draftOdds: async (body) => await parsed(await http.authorized(TABLES, { method: 'POST', body }), oddsTableSchema),
    redraftOdds: async (id, body) =>
      await parsed(await http.authorized(one(id), { method: 'PUT', body }), oddsTableSchema),
    publishOdds: async (id, body) =>
      await parsed(await http.authorized(`${one(id)}/publish`, { method: 'POST', body }), oddsTableSchema),
    retireOdds: async (id, body) =>
      await parsed(await http.authorized(`${one(id)}/retire`, { method: 'POST', body }), oddsTableSchema),
    scheduleOdds: async (id, body) =>
      await parsed(await http.authorized(`${one(id)}/schedule`, { method: 'POST', body }), oddsPlanSchema),
    unscheduleOdds: async (id, body) =>
      await parsed(await http.authorized(`${one(id)}/schedule/cancel`, { method: 'POST', body }), oddsPlanSchema),
  }
}
