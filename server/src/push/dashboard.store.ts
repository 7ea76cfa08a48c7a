import { PUSH_BROWSERS, type PushBrowser, type PushDashboard } from '@casino-club/shared'
import type { Queryable } from '../platform/postgres/pool.ts'

/** Who a browser says it is, the most particular word first: all of them say they are others too. */
const FAMILY = `case
  when user_agent ~ 'SamsungBrowser/' then 'samsung'
  when user_agent ~ 'Edg(A|iOS)?/' then 'edge'
  when user_agent ~ '(OPR|OPT|Opera)/' then 'opera'
  when user_agent ~ '(Firefox|FxiOS)/' then 'firefox'
  when user_agent ~ '(Chrome|CriOS|Chromium)/' then 'chrome'
  when user_agent ~ 'Safari/' then 'safari'
  else 'other' end`

interface FamilyRow {
  browser: PushBrowser
  active: number
  inactive: number
  failed: number
  old_key: number
}

/** How all subscriptions stand. */
export async function countSubscriptions(via: Queryable): Promise<PushDashboard> {
  const { rows } = await via.query<FamilyRow & Record<string, unknown>>(
    `select ${FAMILY} as browser, count(*) filter (where is_active) as active,
       count(*) filter (where not is_active) as inactive, count(*) filter (where fail_count > 0) as failed,
       count(*) filter (where is_active and k.state <> 'current') as old_key
     from push_subscriptions s join push_vapid_keys k on k.id = s.vapid_key_id group by 1`,
  )
  const reached = await via.query<{ players: number }>(
    'select count(distinct user_id) as players from push_subscriptions where is_active',
  )
  const sum = (count: (row: FamilyRow) => number) => rows.reduce((total, row) => total + count(row), 0)
  const [active, inactive] = [sum((row) => row.active), sum((row) => row.inactive)]
  return {
    total: active + inactive,
    active,
    inactive,
    failed: sum((row) => row.failed),
    players: reached.rows[0]?.players ?? 0,
    oldKey: sum((row) => row.old_key),
    browsers: PUSH_BROWSERS.flatMap((browser) => {
      const row = rows.find((one) => one.browser === browser)
      return row ? [{ browser, active: row.active, inactive: row.inactive, failed: row.failed }] : []
    }),
  }
}
