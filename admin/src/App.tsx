import { Admin, CustomRoutes, localStorageStore, Resource } from 'react-admin'
import { Route } from 'react-router-dom'
import { achievements } from './achievements/index.ts'
import { admins } from './admins/index.ts'
import { ageChecks } from './age-checks/index.ts'
import { AnalyticsPage } from './analytics/analytics-page.tsx'
import { auditLogs } from './audit-logs/index.ts'
import { battlePass } from './battlepass/index.ts'
import { boards } from './boards/index.ts'
import { campaigns } from './campaigns/index.ts'
import { ContentsPage } from './contents/contents-page.tsx'
import { Dashboard } from './dashboard/index.ts'
import { ExperimentPage } from './experiments/experiment-page.tsx'
import { ExperimentsPage } from './experiments/experiments-page.tsx'
import { friends } from './friends/index.ts'
import { i18nProvider } from './i18n/i18n-provider.ts'
import { invites } from './invites/index.ts'
import { items } from './items/index.ts'
import { jobs } from './jobs/index.ts'
import { AdminLayout } from './layout/admin-layout.tsx'
import { LoginPage } from './layout/login-page.tsx'
import { darkTheme, lightTheme } from './layout/theme.ts'
import { LettersPage } from './letters/letters-page.tsx'
import { missions } from './missions/index.ts'
import { moods } from './moods/index.ts'
import { notifications } from './notifications/index.ts'
import { oddsTables } from './odds-tables/index.ts'
import { players } from './players/index.ts'
import { plays } from './plays/index.ts'
import { authProvider, dataProvider } from './providers/index.ts'
import { keepingPreferences } from './providers/preferences.ts'
import { PushPage } from './push/push-page.tsx'
import { RecommendationsPage } from './recommendations/recommendations-page.tsx'
import { rewardImports } from './reward-imports/index.ts'
import { safePlay } from './safe-play/index.ts'
import { savedReports } from './saved-reports/index.ts'
import { SecurityPage } from './security/security-page.tsx'
import { segments } from './segments/index.ts'
import { fraud } from './shop/fraud/index.ts'
import { products } from './shop/products/index.ts'
import { promoBatches, promos } from './shop/promos/index.ts'
import { purchases } from './shop/purchases/index.ts'
import { ReconciliationPage } from './shop/reconciliation/reconciliation-page.tsx'
import { shopRefunds } from './shop/refunds/index.ts'
import { RevenuePage } from './shop/revenue/revenue-page.tsx'
import { stocks } from './shop/stocks/index.ts'
import { signIns } from './sign-ins/index.ts'
import { slotTables } from './slot-tables/index.ts'
import { StreaksPage } from './streaks/streaks-page.tsx'
import { suppressions } from './suppressions/index.ts'
import { templates } from './templates/index.ts'
import { vaults } from './vaults/index.ts'
import { VaultReportsPage } from './vaults/reports/vault-reports-page.tsx'
import { VipPage } from './vip/vip-page.tsx'

const store = keepingPreferences(localStorageStore())

export function App() {
  return (
    <Admin
      title="Casino-Club"
      authProvider={authProvider}
      dataProvider={dataProvider}
      i18nProvider={i18nProvider}
      store={store}
      layout={AdminLayout}
      loginPage={LoginPage}
      dashboard={Dashboard}
      lightTheme={lightTheme}
      darkTheme={darkTheme}
      requireAuth
      disableTelemetry
    >
      <Resource {...players} />
      <Resource {...plays} />
      <Resource {...slotTables} />
      <Resource {...oddsTables} />
      <Resource {...items} />
      <Resource {...products} />
      <Resource {...stocks} />
      <Resource {...promos} />
      <Resource {...vaults} />
      <Resource {...boards} />
      <Resource {...moods} />
      <Resource {...campaigns} />
      <Resource {...segments} />
      <Resource {...templates} />
      <Resource {...suppressions} />
      <Resource {...friends} />
      <Resource {...promoBatches} />
      <Resource {...purchases} />
      <Resource {...shopRefunds} />
      <Resource {...fraud} />
      <Resource {...missions} />
      <Resource {...savedReports} />
      <Resource {...battlePass} />
      <Resource {...achievements} />
      <Resource {...rewardImports} />
      <Resource {...invites} />
      <Resource {...ageChecks} />
      <Resource {...safePlay} />
      <Resource {...signIns} />
      <Resource {...admins} />
      <Resource {...notifications} />
      <Resource {...jobs} />
      <Resource {...auditLogs} />
      <CustomRoutes>
        <Route path="/security" element={<SecurityPage />} />
        <Route path="/contents" element={<ContentsPage />} />
        <Route path="/experiments" element={<ExperimentsPage />} />
        <Route path="/experiments/:id" element={<ExperimentPage />} />
        <Route path="/recommendations" element={<RecommendationsPage />} />
        <Route path="/analytics" element={<AnalyticsPage />} />
        <Route path="/vault-reports" element={<VaultReportsPage />} />
        <Route path="/letters" element={<LettersPage />} />
        <Route path="/push" element={<PushPage />} />
        <Route path="/vip" element={<VipPage />} />
        <Route path="/streaks" element={<StreaksPage />} />
        <Route path="/revenue" element={<RevenuePage />} />
        <Route path="/reconciliation" element={<ReconciliationPage />} />
      </CustomRoutes>
    </Admin>
  )
}
