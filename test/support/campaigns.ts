import { randomUUID } from 'node:crypto'
import type { CampaignBody, CampaignDetail, CampaignResults } from '@casino-club/shared'
import { CampaignGuard, CampaignPump } from '../../server/src/campaigns/index.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { aName, type TestClub } from './club.ts'

export const CAMPAIGNS = '/api/admin/campaigns'
const FRESH_MS = 300_000
const words = (title: string) => ({ title, body: `${title}.` })

/** A campaign to these players, as soon and as quickly as it goes. */
export const aBody = (overrides: Partial<CampaignBody> = {}): CampaignBody => ({
  audience: { kind: 'all' },
  ...{ category: 'game', channels: ['in_app'], content: { ko: words('소식'), en: words('News') }, variants: {} },
  ...{ path: '/missions', schedule: { kind: 'now' }, pace: null, holdoutPercent: 0 },
  ...{ goal: { kind: 'visit', withinHours: 24 }, validHours: 48 },
  ...overrides,
})
export const toPlayers = (userIds: readonly number[]): CampaignBody['audience'] => ({
  kind: 'players',
  userIds: [...userIds],
})

interface Told extends Record<string, unknown> {
  user_id: number
  notification_id: number
  wave: number
  times: number
}

/** Accounts that nobody logs in to, made by one statement; gives their ids. */
const accountsIn =
  (club: TestClub) =>
  async (count: number, { zone, locale = 'en' }: { zone?: string; locale?: string } = {}): Promise<number[]> => {
    const rows = await club.sql<{ id: number }>(
      `with made as (
         insert into users (site_id, nickname, password_hash, created_at, locale)
         select $1 || n, $1 || n, '!', $3, $4 from generate_series(1, $2::integer) n returning id
       ), playing as (
         insert into players (user_id, version, coins, gems, tickets, nonce, state, ledger_hash, updated_at)
         select id, 0, 0, 0, 0, 0, '{}', decode(repeat('00', 32), 'hex'), $3 from made
       ), zoned as (
         insert into notification_settings (user_id, revision, all_off, off_types, off_channels, quiet_from, quiet_to, zone, changed_at)
         select id, 1, false, '{}', '{}', 0, 0, $5, $3 from made where $5::text is not null
       ) select id from made order by id`,
      [aName(''), count, new Date(club.core.clock.nowMs()), locale, zone ?? null],
    )
    return rows.map(({ id }) => id)
  }

/** What an admin does, over HTTP: the same one always, whose token is good however far the clock was moved. */
function askingIn(club: TestClub) {
  const { clock } = club.core
  let held = { token: '', atMs: Number.NEGATIVE_INFINITY }
  const token = async () => {
    if (Math.abs(clock.nowMs() - held.atMs) > FRESH_MS) held = { token: await club.adminToken(), atMs: clock.nowMs() }
    return held.token
  }
  /** Of somebody else. */
  const another = () => club.adminToken('operator')
  const whole = <T>(answer: { status: number; body: T }): T => {
    if (answer.status !== 200) throw new Error(`it answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const create = async (overrides: Partial<CampaignBody> = {}, name = 'A campaign') => {
    const body = { key: randomUUID(), name, body: aBody(overrides) }
    return whole(await club.post<CampaignDetail>(CAMPAIGNS, body, await token()))
  }
  const find = async (id: number) => whole(await club.get<CampaignDetail>(`${CAMPAIGNS}/${id}`, await token()))
  const results = async (id: number) =>
    whole(await club.get<CampaignResults>(`${CAMPAIGNS}/${id}/results`, await token()))

  /** Asks for a move of a campaign as it stands; gives the answer. */
  async function ask(id: number, move: string, more: object = {}, as?: string) {
    const { revision } = await find(id)
    const body = { seenRevision: revision, reason: 'for a test', ...more }
    return club.post<CampaignDetail>(`${CAMPAIGNS}/${id}/${move}`, body, as ?? (await token()))
  }

  /** Makes and starts a campaign, with the second admin's word where one is asked for. */
  async function begin(overrides: Partial<CampaignBody> = {}): Promise<CampaignDetail> {
    const started = whole(await ask((await create(overrides)).id, 'start'))
    if (started.state !== 'approval') return started
    return whole(await ask(started.id, 'decide', { approved: true }, await another()))
  }
  return { token, another, create, find, results, ask, begin }
}

/** Campaigns over a club without a pump of its own: a test says when one works. */
export function campaignTools(club: TestClub) {
  const aPump = () => new CampaignPump({ ...club.core, metrics: createMetrics() })
  const pump = aPump()
  const aGuard = () => new CampaignGuard({ ...club.core, metrics: createMetrics() })
  const guard = aGuard()

  /** Works until there is nothing to do now, the guard rail first. */
  async function work(by: CampaignPump = pump): Promise<void> {
    await guard.work()
    while ((await by.work()) > 0);
  }

  /** What was raised by a campaign, a row a player and wave, with how often. */
  const told = (id: number) =>
    club.sql<Told>(
      `select user_id, min(id) as notification_id, (params ->> 'wave')::integer as wave, count(*)::integer as times
       from notifications where params ->> 'campaign' = $1 group by user_id, 3 order by user_id, 3`,
      [String(id)],
    )
  const toldIds = async (id: number) => (await told(id)).map(({ user_id }) => user_id)

  /** What became of all deliveries of a campaign to some players. */
  const settle = (id: number, userIds: readonly number[], state: string, reason: string | null = null) =>
    club.sql(
      `update notification_deliveries d set state = $3, reason = $4, sent_at = case when $3 = 'sent' then $5::timestamptz end
       from notifications n where n.id = d.notification_id and n.params ->> 'campaign' = $1 and n.user_id = any($2)
         and d.state = 'waiting'`,
      [String(id), userIds, state, reason, new Date(club.core.clock.nowMs())],
    )

  return { ...askingIn(club), accounts: accountsIn(club), pump, aPump, aGuard, work, told, toldIds, settle }
}
