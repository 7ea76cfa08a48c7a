import type { ComponentProps, ReactNode } from 'react'
import { DataTableBody, DataTableRow, useResourceContext } from 'react-admin'

const ROW_IDS: Readonly<Record<string, string>> = {
  players: 'player-row',
  ledger: 'ledger-row',
  plays: 'play-row',
  'slot-tables': 'slot-table-row',
  'odds-tables': 'odds-table-row',
  items: 'item-row',
  segments: 'segment-row',
  products: 'product-row',
  stocks: 'stock-row',
  promos: 'promo-row',
  purchases: 'purchase-row',
  'shop-refunds': 'refund-row',
  fraud: 'fraud-row',
  'promo-uses': 'promo-use-row',
  rewards: 'reward-row',
  'reward-imports': 'import-row',
  'reward-import-lines': 'import-line-row',
  missions: 'mission-row',
  'saved-reports': 'saved-report-row',
  achievements: 'achievement-row',
  battlepass: 'season-row',
  'season-standings': 'standing-row',
  vaults: 'vault-row',
  'board-rows': 'board-row',
  'player-vaults': 'player-vault-row',
  notifications: 'dead-letter-row',
  'player-notifications': 'notification-row',
  jobs: 'job-row',
  'job-runs': 'job-run-row',
  'sign-ins': 'sign-in-row',
  admins: 'admin-row',
  'audit-logs': 'audit-row',
}

function Row(props: ComponentProps<typeof DataTableRow>) {
  const resource = useResourceContext() ?? ''
  return <DataTableRow {...props} data-testid={ROW_IDS[resource]} />
}

/** A body for `DataTable` whose rows browser tests can find. */
export function TableRows({ children }: { children?: ReactNode }) {
  return <DataTableBody row={Row}>{children}</DataTableBody>
}
