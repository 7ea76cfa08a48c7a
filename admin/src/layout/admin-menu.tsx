import ContentIcon from '@mui/icons-material/AutoStoriesOutlined'
import BalanceIcon from '@mui/icons-material/BalanceOutlined'
import StreakIcon from '@mui/icons-material/EventAvailableOutlined'
import FunnelIcon from '@mui/icons-material/FilterAltOutlined'
import AnalyticsIcon from '@mui/icons-material/InsightsOutlined'
import LetterIcon from '@mui/icons-material/MailOutlined'
import PushIcon from '@mui/icons-material/NotificationsOutlined'
import ExperimentIcon from '@mui/icons-material/ScienceOutlined'
import RevenueIcon from '@mui/icons-material/ShowChartOutlined'
import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined'
import RecommendIcon from '@mui/icons-material/ThumbUpOutlined'
import VipIcon from '@mui/icons-material/WorkspacePremiumOutlined'
import { Box, Typography } from '@mui/material'
import { Menu, useCanAccess, useSidebarState } from 'react-admin'
import { CLUB_ZONE_LABEL } from '../format/zone.ts'
import { useWords } from '../i18n/use-words.ts'

/** The resources this admin may list; react-admin leaves the others out. */
export function AdminMenu() {
  const words = useWords()
  const [open] = useSidebarState()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'dashboard' })
  return (
    <Menu sx={{ mt: 2, height: '100%' }}>
      {canAccess ? <Menu.DashboardItem leftIcon={<DashboardIcon />} primaryText={words('dashboard.title')} /> : null}
      <Menu.ResourceItem name="players" />
      <Menu.ResourceItem name="plays" />
      <Menu.ResourceItem name="slot-tables" />
      <Menu.ResourceItem name="odds-tables" />
      <Menu.ResourceItem name="items" />
      <Menu.ResourceItem name="products" />
      <Menu.ResourceItem name="stocks" />
      <Menu.ResourceItem name="promos" />
      <Menu.ResourceItem name="vaults" />
      <VaultReportsItem />
      <Menu.ResourceItem name="boards" />
      <Menu.ResourceItem name="friends" />
      <StreaksItem />
      <VipItem />
      <ContentsItem />
      <ExperimentsItem />
      <AnalyticsItem />
      <Menu.ResourceItem name="saved-reports" />
      <Menu.ResourceItem name="purchases" />
      <Menu.ResourceItem name="shop-refunds" />
      <Menu.ResourceItem name="fraud" />
      <ReportItems />
      <Menu.ResourceItem name="missions" />
      <Menu.ResourceItem name="battlepass" />
      <Menu.ResourceItem name="achievements" />
      <Menu.ResourceItem name="reward-imports" />
      <Menu.ResourceItem name="invites" />
      <Menu.ResourceItem name="sign-ins" />
      <Menu.ResourceItem name="age-checks" />
      <Menu.ResourceItem name="safe-play" />
      <Menu.ResourceItem name="moods" />
      <Menu.ResourceItem name="segments" />
      <Menu.ResourceItem name="notifications" />
      <Menu.ResourceItem name="campaigns" />
      <Menu.ResourceItem name="templates" />
      <Menu.ResourceItem name="suppressions" />
      <LettersItem />
      <PushItem />
      <Menu.ResourceItem name="jobs" />
      <Menu.ResourceItem name="audit-logs" />
      <Menu.ResourceItem name="admins" />
      {open ? (
        <Box sx={{ px: 2.5, py: 2 }}>
          <Typography variant="caption" color="text.secondary">
            {words('app.zone', { zone: CLUB_ZONE_LABEL })}
          </Typography>
        </Box>
      ) : null}
    </Menu>
  )
}

/** What becomes of the vaults: a page that is no list. */
function VaultReportsItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'vaults' })
  if (!canAccess) return null
  return <Menu.Item to="/vault-reports" primaryText={words('vaultReports.title')} leftIcon={<FunnelIcon />} />
}

/** What the shop brings in, and whether the provider says the same: pages that are no lists. */
function ReportItems() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'revenue' })
  if (!canAccess) return null
  return (
    <>
      <Menu.Item to="/revenue" primaryText={words('revenue.title')} leftIcon={<RevenueIcon />} />
      <Menu.Item to="/reconciliation" primaryText={words('reconciliation.title')} leftIcon={<BalanceIcon />} />
    </>
  )
}

/** The terms of streaks: a page that is no list. */
function StreaksItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'streaks' })
  return canAccess ? <Menu.Item to="/streaks" primaryText={words('streaks.title')} leftIcon={<StreakIcon />} /> : null
}

/** The tiers: a page that is no list. */
function VipItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'vip' })
  return canAccess ? <Menu.Item to="/vip" primaryText={words('vip.title')} leftIcon={<VipIcon />} /> : null
}

/** Staged content: a page that is no list. */
function ContentsItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'contents' })
  if (!canAccess) return null
  return <Menu.Item to="/contents" primaryText={words('contents.title')} leftIcon={<ContentIcon />} />
}

/** Experiments: pages that are no resource. */
function ExperimentsItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'experiments' })
  if (!canAccess) return null
  return (
    <>
      <Menu.Item to="/experiments" primaryText={words('experiments.title')} leftIcon={<ExperimentIcon />} />
      <Menu.Item to="/recommendations" primaryText={words('recommendations.title')} leftIcon={<RecommendIcon />} />
    </>
  )
}

/** Letters by hand: a page that is no list. */
function LettersItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'trigger', resource: 'email' })
  return canAccess ? <Menu.Item to="/letters" primaryText={words('letters.title')} leftIcon={<LetterIcon />} /> : null
}

/** Figures: a page that is no list. */
function AnalyticsItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'analytics' })
  if (!canAccess) return null
  return <Menu.Item to="/analytics" primaryText={words('analytics.title')} leftIcon={<AnalyticsIcon />} />
}

/** Web push: a page that is no list. */
function PushItem() {
  const words = useWords()
  const { canAccess } = useCanAccess({ action: 'read', resource: 'push' })
  return canAccess ? <Menu.Item to="/push" primaryText={words('push.title')} leftIcon={<PushIcon />} /> : null
}
