import { useMemo } from 'react'
import { useFormat } from '../format/use-format.ts'
import type { MessageKey } from '../i18n/app-messages.ts'
import { useWords } from '../i18n/use-words.ts'
import type { JobRow, JobRunRow } from '../providers/resources.ts'

/** Jobs this app has a name for; others are called as the server does. */
const NAMES: Readonly<Record<string, MessageKey>> = {
  'housekeeping.partitions': 'jobs.names.housekeeping-partitions',
  'housekeeping.forget': 'jobs.names.housekeeping-forget',
  'actions.archive': 'jobs.names.actions-archive',
  'items.expiry': 'jobs.names.items-expiry',
  'vault.expiry': 'jobs.names.vault-expiry',
  'push.cleanup': 'jobs.names.push-cleanup',
  'vault.snapshot': 'jobs.names.vault-snapshot',
  'boards.freeze': 'jobs.names.boards-freeze',
  'boards.zones': 'jobs.names.boards-zones',
  'battlepass.end': 'jobs.names.battlepass-end',
  'battlepass.coupons': 'jobs.names.battlepass-coupons',
  'alerts.vaults': 'jobs.names.alerts-vaults',
  'alerts.inactive': 'jobs.names.alerts-inactive',
  'alerts.expiring': 'jobs.names.alerts-expiring',
  'notifications.triage': 'jobs.names.notifications-triage',
  'friends.settle': 'jobs.names.friends-settle',
  'vip.daily': 'jobs.names.vip-daily',
}

type Counts = Pick<JobRunRow, 'worked' | 'skipped' | 'failed'>

/** How jobs and their runs are worded. */
export function useJobWords() {
  const words = useWords()
  const format = useFormat()
  return useMemo(
    () => ({
      name: (id: string) => {
        const key = NAMES[id]
        return key === undefined ? id : words(key)
      },
      catchUp: ({ catchUp }: Pick<JobRow, 'catchUp'>) => {
        if (catchUp === 'every' || catchUp === 'latest') return words(`jobs.${catchUp}`)
        return words('jobs.within', { minutes: catchUp.replace('within:', '') })
      },
      counts: ({ worked, skipped, failed }: Counts) =>
        words('jobs.counts', {
          worked: format.amount(worked),
          skipped: format.amount(skipped),
          failed: format.amount(failed),
        }),
      took: ({ startedAt, endedAt }: Pick<JobRunRow, 'startedAt' | 'endedAt'>) => {
        if (startedAt === null || endedAt === null) return '–'
        return words('jobs.took', { seconds: format.rate((Date.parse(endedAt) - Date.parse(startedAt)) / 1_000) })
      },
    }),
    [words, format],
  )
}
