import { Box } from '@mui/material'
import { Show, TabbedShowLayout, TopToolbar, useRecordContext, useShowContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import { MergeButton } from '../merges/merge-button.tsx'
import { NotificationsTab } from '../notifications/notifications-tab.tsx'
import type { PlayerDetail } from '../providers/resources.ts'
import { GrantButton } from '../rewards/grant-button.tsx'
import { RewardsTab } from '../rewards/rewards-tab.tsx'
import { SafePlayTab } from '../safe-play/safe-play-tab.tsx'
import { VaultsTab } from '../vaults/vaults-tab.tsx'
import { VipTab } from '../vip/vip-tab.tsx'
import { OnlineBadge, RankBadge, StateBadge } from './badges.tsx'
import { CorrectionButton } from './correction/correction-button.tsx'
import { ForceLogoutButton } from './force-logout-button.tsx'
import { LedgerTab } from './ledger-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { PlaysTab } from './plays-tab.tsx'
import { SeedsTab } from './seeds-tab.tsx'
import { SessionsTab } from './sessions-tab.tsx'
import { BanButton } from './state/ban-button.tsx'
import { NotesTab } from './state/notes-tab.tsx'
import { RankButton } from './state/rank-button.tsx'

/** One player: who it is, what was booked, what was played, and by which seeds. */
export function PlayerShow() {
  const words = useWords()
  return (
    <Show title={<PlayerTitle />} actions={<PlayerActions />}>
      <TabbedShowLayout>
        <TabbedShowLayout.Tab label={words('players.tabs.overview')}>
          <OverviewTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('players.tabs.ledger')} path="ledger" data-testid="tab-ledger">
          <LedgerTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('players.tabs.history')} path="history" data-testid="tab-history">
          <PlaysTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('players.tabs.rewards')} path="rewards" data-testid="tab-rewards">
          <RewardsTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('vaults.tab')} path="vaults" data-testid="tab-vaults">
          <VaultsTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('vip.title')} path="vip" data-testid="tab-vip">
          <VipTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('notifications.tab')} path="notifications" data-testid="tab-notifications">
          <NotificationsTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('access.notes')} path="notes" data-testid="tab-notes">
          <NotesTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('safePlay.tab')} path="safe-play" data-testid="tab-safe-play">
          <SafePlayTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('players.tabs.seeds')} path="seeds" data-testid="tab-seeds">
          <SeedsTab />
        </TabbedShowLayout.Tab>
        <TabbedShowLayout.Tab label={words('players.tabs.sessions')} path="sessions" data-testid="tab-sessions">
          <SessionsTab />
        </TabbedShowLayout.Tab>
      </TabbedShowLayout>
    </Show>
  )
}

function PlayerTitle() {
  const player = useRecordContext<PlayerDetail>()
  return <span>{player ? `${player.nickname} (${player.siteId})` : ''}</span>
}

function PlayerActions() {
  const { record: player } = useShowContext<PlayerDetail>()
  // While react-admin logs out, a refused read answers with an empty record.
  if (!player?.siteId) return <TopToolbar />
  return (
    <TopToolbar sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      <Box sx={{ mr: 'auto', display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <RankBadge rank={player.rank} />
        <OnlineBadge online={player.online} />
        <StateBadge state={player.state} />
      </Box>
      <GrantButton player={player} />
      <CorrectionButton player={player} />
      <RankButton player={player} />
      <MergeButton player={player} />
      <BanButton player={player} />
      <ForceLogoutButton player={player} />
    </TopToolbar>
  )
}
