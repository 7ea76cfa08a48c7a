import { useEffect } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { ActivityKeeper } from './activity/ActivityKeeper.tsx'
import { ItemsProvider } from './items/ItemsProvider.tsx'
import { PlayerLayout } from './layout/PlayerLayout.tsx'
import { PushKeeper } from './push/PushKeeper.tsx'
import { RoomProvider } from './room/RoomProvider.tsx'
import { SafePlayProvider } from './safe-play/SafePlayProvider.tsx'
import { AccountScreen } from './screens/account/AccountScreen.tsx'
import { LinkScreen } from './screens/account/access/LinkScreen.tsx'
import { SecurityScreen } from './screens/account/access/SecurityScreen.tsx'
import { SessionsScreen } from './screens/account/access/SessionsScreen.tsx'
import { SignInsScreen } from './screens/account/access/SignInsScreen.tsx'
import { LimitsScreen } from './screens/account/limits/LimitsScreen.tsx'
import { AchievementsScreen } from './screens/achievements/AchievementsScreen.tsx'
import { BattlePassScreen } from './screens/battlepass/BattlePassScreen.tsx'
import { BoardsScreen } from './screens/boards/BoardsScreen.tsx'
import { CrashScreen } from './screens/crash/CrashScreen.tsx'
import { DiceScreen } from './screens/dice/DiceScreen.tsx'
import { OwnDisclosure } from './screens/disclosure/OwnDisclosure.tsx'
import { FairnessScreen } from './screens/fairness/FairnessScreen.tsx'
import { FriendsScreen } from './screens/friends/FriendsScreen.tsx'
import { GachaScreen } from './screens/gacha/GachaScreen.tsx'
import { HistoryScreen } from './screens/history/HistoryScreen.tsx'
import { HomeScreen } from './screens/home/HomeScreen.tsx'
import { NotFoundScreen } from './screens/home/NotFoundScreen.tsx'
import { InventoryScreen } from './screens/inventory/InventoryScreen.tsx'
import { LobbyScreen } from './screens/lobby/LobbyScreen.tsx'
import { LotteryScreen } from './screens/lottery/LotteryScreen.tsx'
import { MatchScreen } from './screens/match/MatchScreen.tsx'
import { MissionsScreen } from './screens/missions/MissionsScreen.tsx'
import { NotificationSettingsScreen } from './screens/notifications/NotificationSettingsScreen.tsx'
import { NotificationsScreen } from './screens/notifications/NotificationsScreen.tsx'
import { OddsScreen } from './screens/odds/OddsScreen.tsx'
import { RouletteScreen } from './screens/roulette/RouletteScreen.tsx'
import { RpsScreen } from './screens/rps/RpsScreen.tsx'
import { OrderScreen } from './screens/shop/order/OrderScreen.tsx'
import { PurchasesScreen } from './screens/shop/purchases/PurchasesScreen.tsx'
import { ShopScreen } from './screens/shop/ShopScreen.tsx'
import { SlotScreen } from './screens/slot/SlotScreen.tsx'
import { TutorialScreen } from './screens/tutorial/TutorialScreen.tsx'
import { UnlocksScreen } from './screens/unlocks/UnlocksScreen.tsx'
import { VipScreen } from './screens/vip/VipScreen.tsx'
import { keepFresh } from './session/refresh-timer.ts'
import { useSession } from './session/SessionProvider.tsx'
import { StepUpDialog } from './session/StepUpDialog.tsx'
import { PurchasesProvider } from './shop/PurchasesProvider.tsx'

/** Everything a logged-in player can open; one connection serves all of it. */
export function PlayerArea({ userId }: { userId: number }) {
  const { backend } = useSession()
  useEffect(() => keepFresh(backend.store, backend.tokens), [backend])
  return (
    <ItemsProvider>
      <RoomProvider userId={userId}>
        <SafePlayProvider>
          <PurchasesProvider userId={userId}>
            <Routes>
              <Route path="/login" element={<AfterLogin />} />
              <Route element={<PlayerLayout />}>
                <Route path="/" element={<HomeScreen />} />
                <Route path="/tutorial" element={<TutorialScreen />} />
                <Route path="/play" element={<LobbyScreen />} />
                <Route path="/slot" element={<SlotScreen />} />
                <Route path="/dice" element={<DiceScreen />} />
                <Route path="/roulette" element={<RouletteScreen />} />
                <Route path="/rps" element={<RpsScreen />} />
                <Route path="/gacha" element={<GachaScreen />} />
                <Route path="/crash" element={<CrashScreen />} />
                <Route path="/match" element={<MatchScreen />} />
                <Route path="/lottery" element={<LotteryScreen />} />
                <Route path="/missions" element={<MissionsScreen />} />
                <Route path="/achievements" element={<AchievementsScreen />} />
                <Route path="/battle-pass" element={<BattlePassScreen />} />
                <Route path="/shop" element={<ShopScreen />} />
                <Route path="/shop/purchases" element={<PurchasesScreen />} />
                <Route path="/shop/orders/:orderId" element={<OrderScreen />} />
                <Route path="/inventory" element={<InventoryScreen />} />
                <Route path="/leaderboards" element={<BoardsScreen />} />
                <Route path="/unlocks" element={<UnlocksScreen />} />
                <Route path="/notifications" element={<NotificationsScreen />} />
                <Route path="/notifications/settings" element={<NotificationSettingsScreen />} />
                <Route path="/friends" element={<FriendsScreen />} />
                <Route path="/vip" element={<VipScreen />} />
                <Route path="/history" element={<HistoryScreen />} />
                <Route path="/odds" element={<OddsScreen />} />
                <Route path="/disclosure" element={<OwnDisclosure />} />
                <Route path="/fairness" element={<FairnessScreen />} />
                <Route path="/account" element={<AccountScreen />} />
                <Route path="/account/limits" element={<LimitsScreen />} />
                <Route path="/login/provider" element={<AfterProvider />} />
                <Route path="/account/security" element={<SecurityScreen />} />
                <Route path="/account/sessions" element={<SessionsScreen />} />
                <Route path="/account/sign-ins" element={<SignInsScreen />} />
                <Route path="*" element={<NotFoundScreen />} />
              </Route>
            </Routes>
          </PurchasesProvider>
          <StepUpDialog />
          <ActivityKeeper />
          <PushKeeper userId={userId} />
        </SafePlayProvider>
      </RoomProvider>
    </ItemsProvider>
  )
}

/** A ticket in the address is for linking; without one the log-in is over. */
function AfterProvider() {
  return useLocation().hash.includes('ticket=') ? <LinkScreen /> : <AfterLogin />
}

function AfterLogin() {
  const state = useLocation().state as { from?: unknown } | null
  const from = typeof state?.from === 'string' && state.from.startsWith('/') ? state.from : '/'
  return <Navigate to={from} replace />
}
